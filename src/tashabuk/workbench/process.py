"""A process that reads: `python -m tashabuk.workbench.process`, started and fed by `tashabuk.workbench.workers`.

Standard input brings pickled messages: first (language, files of actors), then lists of documents. Standard output
gives the version of the reader, or the error that prevents reading, then one outcome for each document as soon as it
is read. The end of the input, for example because the other side was killed, is the end of the process.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import BinaryIO

from tashabuk.errors import TashabukError
from tashabuk.model import Document
from tashabuk.workbench.reader import Outcome, make_pack, read_one, reader_version


def main() -> None:
    """Read until there is nothing more to read."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not mix with the answers
    try:
        _serve(out)
    except (EOFError, BrokenPipeError):
        os._exit(0)  # nobody listens any more: nothing to flush


def _serve(out: BinaryIO) -> None:
    language, actors = pickle.load(sys.stdin.buffer)
    try:
        pack = make_pack(language, actors)
    except TashabukError as error:
        _answer(out, error)
        return
    _answer(out, reader_version(pack, actors))
    while True:
        documents: list[Document] = pickle.load(sys.stdin.buffer)
        for document in documents:
            _answer(out, read_one(document, pack))


def _answer(out: BinaryIO, answer: Outcome | TashabukError | str) -> None:
    pickle.dump(answer, out)
    out.flush()


if __name__ == "__main__":
    main()
