"""Gzip, member by member: a damaged member costs what is left of it, and the members after it are read.

Archives of the web keep each record in a member of its own, and logs are joined from files that were compressed apart.
A member tells by its checksum whether it is sound; where the next one begins, only its first bytes say (RFC 1952, 2.3).
"""

from __future__ import annotations

import io
import re
import zlib
from collections import deque
from typing import BinaryIO, cast

_START = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]", re.S)
"""First bytes of a member: magic number, deflate, and no reserved flag."""
_MAGIC = b"\x1f\x8b"
_BLOCK = 1 << 13
_STEP = 1 << 10
"""Compressed bytes unfolded at once: where damage shows, what they unfold to is lost with it."""
_KEPT = 1 << 10
"""Steps of the member under way among which the next member is looked for: damage may show late, in other members."""
_MOST = 2000
"""Damaged places above which the rest of a file is left out: each makes us look at some bytes twice."""


class Damaged(OSError):
    """A member is damaged: what is wrong, and its first byte in the file.

    `doubtful` are the bytes of it that were given before the damage showed; those of a member that is only cut short
    are right.
    """

    def __init__(self, reason: str, offset: int, doubtful: int = 0):
        super().__init__(f"{reason}, in what begins at byte {offset:,} of the compressed file")
        self.doubtful = doubtful


class Members(io.RawIOBase):
    """The unfolded bytes of a gzip file. Where `Damaged` was raised, the next read gives the next member."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self._ahead = b""
        self._position = 0
        """Where in the file `_ahead` ends."""
        self._inflate: zlib._Decompress | None = None
        self._kept: deque[bytes] = deque(maxlen=_KEPT)
        self._start = self._given = self._damages = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next bytes into `buffer`; Damaged where a member ends before its time, or something else stands there."""
        view = memoryview(cast(bytearray, buffer))
        while self._inflate is not None or self._begin():
            data = self._unfold(len(view))
            if data:
                self._given += len(data)
                view[: len(data)] = data
                return len(data)
        return 0

    def _begin(self) -> bool:
        """Whether there is a further member."""
        while not self._ahead.strip(b"\x00") and self._more():  # zeros after a member are allowed: tapes had them
            pass
        self._ahead = self._ahead.lstrip(b"\x00")
        if len(self._ahead) < len(_MAGIC):
            self._more()
        self._start, self._given = self._position - len(self._ahead), 0
        if not self._ahead:
            return False
        if not self._ahead.startswith(_MAGIC):
            raise self._lost("no compressed data", doubtful=0)
        self._inflate = zlib.decompressobj(wbits=31)
        self._kept.clear()
        return True

    def _more(self) -> bool:
        block = self._file.read(_BLOCK)
        self._position += len(block)
        self._ahead += block
        return bool(block)

    def _unfold(self, most: int) -> bytes:
        """The next bytes of the member under way; none where it is at its end."""
        assert self._inflate is not None
        if not self._ahead and not self._more():
            raise self._lost("cut short", doubtful=0)
        piece, self._ahead = self._ahead[:_STEP], self._ahead[_STEP:]
        self._kept.append(piece)
        try:
            data = self._inflate.decompress(piece, most)
        except zlib.error as error:
            raise self._lost(str(error), doubtful=self._given) from error
        back = self._inflate.unconsumed_tail + self._inflate.unused_data
        if back:
            self._kept[-1] = piece[: len(piece) - len(back)]
            self._ahead = back + self._ahead
        if self._inflate.eof:
            self._inflate = None
        return data

    def _lost(self, reason: str, *, doubtful: int) -> Damaged:
        """What is wrong; what is ahead then begins with the next member, if there is one."""
        damaged = Damaged(reason, self._start, doubtful)
        self._inflate = None
        self._damages += 1
        if self._damages > _MOST:
            self._file, self._ahead = io.BytesIO(), b""
            return Damaged("too many damaged places, the last of them", self._start, doubtful)
        self._ahead = b"".join((*self._kept, self._ahead))
        self._kept.clear()
        found = _START.search(self._ahead, 1)
        while found is None:
            self._ahead = self._ahead[-3:]
            if not self._more():
                self._ahead = b""
                return damaged
            found = _START.search(self._ahead)
        self._ahead = self._ahead[found.start() :]
        return damaged
