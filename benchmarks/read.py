"""Sentences a second on one core, memory, and start-up: `python benchmarks/read.py ARTICLES.jsonl.gz [COUNT]`."""

from __future__ import annotations

import itertools
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does

from tashabuk.ingest import Given, read_paths
from tashabuk.model import Document
from tashabuk.read import read
from tashabuk.text.sentences import sentences
from tashabuk.workbench.reader import make_pack


def _documents(path: str, count: int) -> Iterator[Document]:
    """The first documents of a file, one at a time, as the command reads them."""
    return itertools.islice((d for d in read_paths([path], Given()) if isinstance(d, Document)), count)


def main(path: str, count: int = 2000) -> None:
    """Read the first articles of a file and print what it took."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "tashabuk", "--help"], stdout=subprocess.DEVNULL, check=True)
    print(f"start-up of the command: {time.perf_counter() - started:.2f} s")
    number = sum(len(list(sentences(d.text))) for d in _documents(path, count))
    started = time.perf_counter()
    pack = make_pack("ar")
    print(f"loading the language: {time.perf_counter() - started:.2f} s")
    started, busy = time.perf_counter(), time.process_time()
    articles = found = 0
    for document in _documents(path, count):
        articles += 1
        found += len(read(document, pack))
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    print(f"{articles} articles, {number} sentences, {found} statements in {seconds:.1f} s")
    print(f"{number / seconds:.0f} sentences/s, {articles / seconds:.0f} articles/s on one core")
    print(f"{number / busy:.0f} sentences for each second of the processor, which a loaded machine gives in parts")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB resident at most")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2000)
