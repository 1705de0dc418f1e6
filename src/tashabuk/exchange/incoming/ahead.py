"""Work in another thread: what comes next is made while what came before is in use."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def ahead(found: Generator[T], count: int = 1) -> Generator[T]:
    """The same things in the same order, each made while those before it are in use; `count` of them may lie ready.

    Whoever stops before the end closes this, which waits for the one that is being made and closes `found`.
    """
    pool = ThreadPoolExecutor(1)
    try:
        coming = deque(pool.submit(next, found, None) for _ in range(count))
        while (one := coming.popleft().result()) is not None:
            coming.append(pool.submit(next, found, None))
            yield one
    finally:
        pool.shutdown(cancel_futures=True)
        found.close()
