"""The reader as the use cases need it: a language with all names, its version, and no document that stops the rest."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.engine.heap import large_blocks_go_back
from tashabuk.engine.pack import LanguagePack
from tashabuk.lang.packs import PACKS, load_pack
from tashabuk.model import Document, Finding, Statement
from tashabuk.read import read

Outcome = tuple[Statement, ...] | Finding
"""What reading a document gave: its statements, or why there are none."""

_ROOMS = ("actors", "engine", "read", "text")
"""Packages that decide what a text says, besides the language's own, whose version the pack knows."""


def make_pack(language: str, actors: Sequence[Path] = ()) -> LanguagePack:
    """The language pack with the names of all actors, in a process that is to read with it."""
    large_blocks_go_back()
    return load_pack(language, Catalogue.load(tuple(actors)).aliases())


def language_of(document: Document) -> str:
    """The language to read a kept document in again: some stores have an archive's own word for it (Arabic, ara)."""
    return document.language if document.language in PACKS else "ar"


def reader_version(pack: LanguagePack, actors: Sequence[Path] = ()) -> str:
    """A digest (16 hex digits) over all that decides what a text says: code, data, and the user's own actors."""
    digest = hashlib.sha256(pack.version.encode())
    for room in _ROOMS:
        for file in _files(files(f"tashabuk.{room}")):
            digest.update(file.name.encode() + file.read_bytes())
    for path in actors:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _files(entry)
        elif not entry.name.endswith(".pyc"):
            yield entry


def read_one(document: Document, pack: LanguagePack) -> Outcome:
    """The statements of a document; a Finding where the reader fails on it.

    With TASHABUK_DEBUG set the trace goes to standard error.
    """
    try:
        return read(document, pack)
    except Exception as error:
        if os.environ.get("TASHABUK_DEBUG"):
            traceback.print_exc(file=sys.stderr)
        problem = f"the reader fails on this text ({type(error).__name__}: {error})"
        return Finding(document.id, problem, "it was left out; run with TASHABUK_DEBUG=1 and report what it prints")
