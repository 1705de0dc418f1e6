"""Folders: every file whose suffix is known, in the order of names, without going in circles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tashabuk.ingest.leftout import LeftOut, is_known
from tashabuk.model import Finding

_LOOP = "the link leads back to a folder that holds it"
_NOWHERE = "the link leads nowhere"


def files_of(folder: Path) -> Iterator[Path | Finding]:
    """The files to read under `folder`, findings for links that lead nowhere, and one for all files of other kinds."""
    left_out = LeftOut(str(folder))
    found = False
    for item in _walk(folder, ()):
        if isinstance(item, Path) and not is_known(item.name):
            left_out.count(item.name)
            continue
        found = found or isinstance(item, Path)
        yield item
    if not found:
        advice = "put .txt, .md, .html, .pdf, .docx, .jsonl or other texts into it"
        yield Finding(str(folder), "the folder holds no texts", advice)
    yield from left_out.findings()


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | Finding]:
    try:
        state = folder.stat()
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield Finding(str(folder), f"the folder cannot be read ({error.strerror or error})", "check its permissions")
        return
    here = (state.st_dev, state.st_ino)
    if here in above:
        yield Finding(str(folder), _LOOP, "it was not followed; remove the link")
        return
    for name in names:
        path = folder / name
        if path.is_dir():
            yield from _walk(path, (*above, here))
        elif path.is_file():
            yield path
        else:
            yield Finding(
                str(path), _NOWHERE if path.is_symlink() else "it is no regular file", "remove it, or leave it"
            )
