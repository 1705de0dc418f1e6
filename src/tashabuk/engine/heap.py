"""Where the C library puts large blocks of memory."""

from __future__ import annotations

import ctypes
import sys

LARGE = 1 << 20
"""Bytes from which on a block is taken from the system by itself, and given back when it is no longer needed."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of malloc.h


def large_blocks_go_back() -> None:
    """Have large blocks taken from the system and given back one by one, where the C library is GNU's.

    By itself it raises the limit with each block that is freed, up to 32 MB. What the networks need for a long text
    then stays, in pieces, between what is kept: a tenth of all memory after a thousand texts.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, LARGE)
        mallopt(_TRIM_THRESHOLD, LARGE)
