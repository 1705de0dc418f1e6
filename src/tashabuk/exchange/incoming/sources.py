"""Files, folders, globs and archives as streams of bytes, each with the name that findings show."""

from __future__ import annotations

import glob
import gzip
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from tashabuk.model import Finding

SUFFIXES = (".tab", ".tsv", ".csv", ".txt", ".jsonl", ".ndjson", ".parquet")
ARCHIVES = (".gz", ".zip")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to import, or one member of a ZIP archive; `path` is the file on disk."""

    name: str
    path: Path
    open: Callable[[], BinaryIO]


def sources(paths: Iterable[str]) -> Iterator[Source | Finding]:
    """The files behind paths, folders and glob patterns, in the order of their names."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = [
                p for p in sorted(path.rglob("*")) if p.is_file() and p.name.lower().endswith((*SUFFIXES, *ARCHIVES))
            ]
            if not found:
                yield Finding(given, "the folder holds no data files", f"put {', '.join(SUFFIXES)} files into it")
        else:
            found = [path] if path.exists() else [Path(p) for p in sorted(glob.glob(given, recursive=True))]
            if not found:
                yield Finding(given, "there is no such file", "check the name")
        for one in found:
            yield from _of_file(one)


def _of_file(path: Path) -> Iterator[Source | Finding]:
    suffix = path.suffix.lower()
    if suffix == ".zip":
        try:
            with zipfile.ZipFile(path) as archive:
                members = [i.filename for i in archive.infolist() if not i.is_dir() and "__MACOSX" not in i.filename]
        except (OSError, zipfile.BadZipFile) as error:
            yield Finding(str(path), f"the archive cannot be read ({error})", "fetch it again")
            return
        for member in sorted(members):
            yield Source(f"{path}:{member}", path, _member(path, member))
    elif suffix == ".gz":
        yield Source(str(path), path, lambda: cast(BinaryIO, gzip.GzipFile(path, "rb")))
    else:
        yield Source(str(path), path, lambda: path.open("rb"))


def _member(path: Path, member: str) -> Callable[[], BinaryIO]:
    return lambda: cast(BinaryIO, zipfile.ZipFile(path).open(member))
