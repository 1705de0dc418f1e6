"""ZIP and single compressed files: their members are items of their own."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from tashabuk.ingest.formats.parsed import read_docx
from tashabuk.ingest.gunzip import Members
from tashabuk.ingest.leftout import LeftOut, is_known
from tashabuk.ingest.source import DAMAGED, Part, Source, Unreadable, unfolding
from tashabuk.model import Finding

_ENCRYPTED = 1
_ADVICE = "make the archive again; the members before were read"
_OPENERS: dict[str, Callable[[BinaryIO], object]] = {
    ".gz": Members,
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
}
_MAGIC = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\x00": ".xz"}
_SHORT = {".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar"}


def read_compressed(source: Source) -> Iterator[Part]:
    """The one item of a .gz, .bz2 or .xz file."""
    suffix = next((s for magic, s in _MAGIC.items() if source.head.startswith(magic)), None)
    if suffix is None:
        raise Unreadable("the compressed file is damaged at its beginning", "make it again")
    file = unfolding(cast(BinaryIO, _OPENERS[suffix](source.stream())), source.budget)
    own = PurePosixPath(source.name).suffix.lower()
    name = source.name[: -len(own)] if own == suffix or own in _SHORT else source.name
    yield source.unwrapped(name + _SHORT.get(own, ""), file)


def read_zip(source: Source) -> Iterator[Part]:
    """The members of a ZIP archive in its order; a DOCX file, which is one too, goes to its own reader."""
    if source.path is None:
        data = source.read()
        source = source.again(data)
    try:
        with zipfile.ZipFile(source.path or io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if any(member.filename == "word/document.xml" for member in members):
                yield from read_docx(source)
                return
            left_out = LeftOut(source.place)
            for member in members:
                if not is_known(member.filename):
                    left_out.count(member.filename)
                    continue
                yield from _zip_member(source, archive, member)
            yield from left_out.findings()
            if not members:
                yield Finding(source.place, "the archive is empty", "put texts into it")
    except (zipfile.BadZipFile, ValueError) as error:
        raise Unreadable(f"the archive is damaged ({error})", _ADVICE) from error


def _zip_member(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Part]:
    place = f"{source.place}!{member.filename}"
    if member.flag_bits & _ENCRYPTED:
        yield Finding(place, "it is encrypted", "unpack the archive with its password and read the folder")
        return
    try:
        file = archive.open(member)
    except (NotImplementedError, *DAMAGED) as error:
        yield Finding(place, f"it cannot be unpacked ({error})", _ADVICE)
        return
    with file:
        yield source.member(member.filename, unfolding(cast(BinaryIO, file), source.budget))
