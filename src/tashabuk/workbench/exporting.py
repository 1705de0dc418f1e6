"""Use cases: what a store holds, written in another program's format; a whole store as files of our own, and back."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.exchange.atomic import folder, replacing, write_text
from tashabuk.exchange.content import Content
from tashabuk.exchange.formats import Format, format_of
from tashabuk.exchange.ours import TABLES, read_whole, whole_lines
from tashabuk.model import Document, Statement
from tashabuk.store import Filter, Store
from tashabuk.workbench.giving import Selection, content_of, statements_content

_BATCH = 500
"""Documents that are loaded in one transaction."""


def export(
    store: Path,
    name: str,
    target: Path | None,
    selection: Selection,
    catalogue: Catalogue,
    *,
    codebook: bool = False,
    stdout: BinaryIO,
) -> None:
    """Write a selection of a store in a format: to a file or folder, or to `stdout` where `target` is None or `-`.

    The codebook goes beside the file, as `FILE.codebook.md`, or into the folder. UsageError for an unknown format, an
    unknown actor, and a place that cannot be written or does not suit the format.
    """
    form = format_of(name)
    content = content_of(store, selection, catalogue)
    place = None if target is None or str(target) == "-" else target
    if place is None:
        if codebook:
            raise UsageError("The codebook is written beside the file: give the file with -o FILE.")
        _to_stdout(form, content, stdout, asked=target is not None)
        return
    if form.files:
        for file, text in form.files.items():
            write_text(folder(place) / file, text(content))
    elif form.binary is not None:
        with replacing(place) as part:
            form.binary(content, part)
    elif form.text is not None:
        write_text(place, form.text(content))
    if codebook:
        beside = place / "codebook.md" if form.files else place.with_name(f"{place.name}.codebook.md")
        write_text(beside, (form.codebook(),))


LISTS = ("csv", "json", "jsonl", "parquet")
"""Formats of a list of statements."""


def export_statements(store: Path, name: str, target: Path, wanted: Filter, catalogue: Catalogue) -> None:
    """Write the statements of a filter in one of `LISTS`; UsageError for another format."""
    if name not in LISTS:
        raise UsageError(f"A list of statements is written as {', '.join(LISTS)}, not as {name}.")
    form = format_of("jsonl" if name == "json" else name)
    content = statements_content(store, wanted, catalogue)
    if form.binary is not None:
        with replacing(target) as part:
            form.binary(content, part)
    elif form.text is not None:
        lines = form.text(content)
        write_text(target, _array(lines) if name == "json" else lines)


def _array(lines: Iterable[str]) -> Iterator[str]:
    """JSON lines as one array."""
    before = "["
    for line in lines:
        yield before + line.rstrip("\n")
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"


def _to_stdout(form: Format, content: Content, stdout: BinaryIO, *, asked: bool) -> None:
    if form.files:
        raise UsageError(f"{form.name} is several files ({', '.join(form.files)}): give a folder with -o FOLDER.")
    if form.text is not None:
        _send(form.text(content), stdout)
    elif form.binary is not None:
        if not asked:
            raise UsageError(
                f"{form.name} is no text: give a file with -o FILE, or -o - to send it to standard output."
            )
        with TemporaryDirectory(prefix="tashabuk-") as scratch:
            path = Path(scratch) / "export"
            form.binary(content, path)
            with path.open("rb") as file:
                shutil.copyfileobj(file, stdout)


def _send(lines: Iterable[str], stdout: BinaryIO) -> None:
    for line in lines:
        stdout.write(line.encode("utf-8"))
    stdout.flush()


def export_whole(store: Path, name: str, target: Path | None, stdout: BinaryIO) -> None:
    """Write all that a store holds: `parquet` as a folder of four files, `jsonl` as one file or to `stdout`.

    UsageError for another format, and for a place that cannot be written.
    """
    if name not in ("parquet", "jsonl"):
        raise UsageError(f"A whole store is written as parquet or jsonl, not as {name}.")
    place = None if target is None or str(target) == "-" else target
    if name == "parquet" and place is None:
        raise UsageError("A whole store in Parquet is a folder of four files: give it with -o FOLDER.")
    with TemporaryDirectory(prefix="tashabuk-") as scratch:
        Store(store).save_tables(Path(scratch))
        if name == "jsonl":
            lines = whole_lines(Path(scratch))
            if place is None:
                _send(lines, stdout)
            else:
                write_text(place, lines)
        elif place is not None:
            for table in TABLES:
                with replacing(folder(place) / f"{table}.parquet") as part:
                    shutil.copyfile(Path(scratch) / f"{table}.parquet", part)


def load_whole(path: Path, store: Path) -> None:
    """Add to a store what `export_whole` wrote; what is there already stays as it is. DataError for a bad file."""
    kept = Store(store)
    known = kept.judgement_ids()
    with TemporaryDirectory(prefix="tashabuk-") as scratch:
        whole = read_whole(path, Path(scratch))
        waiting: dict[str, list[tuple[Document, Sequence[Statement]]]] = {}
        for one in whole.documents:
            batch = waiting.setdefault(one.reader, [])
            batch.append((one.document, one.statements))
            if len(batch) == _BATCH:
                kept.add(waiting.pop(one.reader), one.reader)
        for reader, batch in waiting.items():
            kept.add(batch, reader)
        kept.add_coded(whole.coded)
        kept.keep_judgements([j for j in whole.judgements if j.id not in known], whole.undone)
