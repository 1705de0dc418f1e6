"""tar: its members are items of their own."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import Any, BinaryIO, Self, cast

from tashabuk.ingest.leftout import LeftOut, is_known
from tashabuk.ingest.source import DAMAGED, Part, Source, Unreadable
from tashabuk.model import Finding

_BLOCK = 512
_SEARCHED = 1 << 28
"""Bytes behind a damaged head in which the next sound one is looked for."""


def read_tar(source: Source) -> Iterator[Part]:
    """The files of a tar archive, as a stream; links and devices are left out. A damaged head costs its member."""
    left_out = LeftOut(source.place)
    number = 0
    try:
        heads = _Heads()
        with tarfile.open(fileobj=source.stream(), mode="r|", tarinfo=heads.kind()) as archive:
            for member in _members(archive, heads, source.place):
                if isinstance(member, Finding):
                    yield member
                    continue
                if member.isdir():
                    continue
                number += 1
                file = archive.extractfile(member) if member.isreg() else None
                if file is None or not is_known(member.name):
                    left_out.count(member.name)
                else:
                    yield source.member(member.name, cast(BinaryIO, file))
    except (ValueError, *DAMAGED) as error:
        raise Unreadable(f"the archive is damaged ({error})", "make it again; the members before were read") from error
    yield from left_out.findings()
    if not number:
        yield Finding(source.place, "the archive is empty", "put texts into it")


class _Heads:
    """Remembers the block that should have been the head of a member, and was none."""

    def __init__(self) -> None:
        self.bad: bytes | None = None

    def kind(self) -> type[tarfile.TarInfo]:
        """The class of heads for one archive."""
        heads = self

        class Head(tarfile.TarInfo):
            @classmethod
            def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
                try:
                    return super().frombuf(buf, encoding, errors)
                except tarfile.HeaderError:
                    heads.bad = bytes(buf)
                    raise

        return Head


def _members(archive: tarfile.TarFile, heads: _Heads, place: str) -> Iterator[tarfile.TarInfo | Finding]:
    """The heads of the members, none of them kept; behind a damaged one, from the next sound one on.

    The library alone would take a damaged head for the end of the archive, and say nothing.
    """
    lost: int | None = None
    while True:
        heads.bad, at = None, archive.offset
        try:
            member = archive.next()
        except tarfile.ReadError:
            if not at or heads.bad is None:
                raise
            member = None
        cast(Any, archive).members.clear()  # all heads of a large archive would take much memory
        if member is not None:
            if lost is not None:
                yield _passed_over(place, lost, member.offset)
            lost = None
            yield member
            continue
        if not heads.bad or (lost is None and not any(heads.bad)):
            break
        lost = at if lost is None else lost
        assert archive.fileobj is not None
        archive.offset = archive.fileobj.tell()
        if len(heads.bad) < _BLOCK or archive.offset - lost > _SEARCHED:
            break
    if lost is not None:
        yield _passed_over(place, lost, archive.offset)


def _passed_over(place: str, start: int, end: int) -> Finding:
    problem = f"a member is damaged, with its head at byte {start:,} ({end - start:,} bytes were passed over)"
    return Finding(place, problem, "get a sound copy; the other members are read")
