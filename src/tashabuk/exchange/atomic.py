"""Files that are there whole or not at all: written under another name beside their place, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tashabuk.errors import UsageError


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path to write to, which takes the target's place at the end; a failure leaves the target as it was.

    A target that is no plain file (a device, a pipe) is written to directly. UsageError where it cannot be written.
    """
    place = target.resolve()
    if place.exists() and not place.is_file() and not place.is_dir():
        yield place
        return
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        if place.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        part.touch()
        yield part
        os.replace(part, place)
    except OSError as error:
        raise UsageError(
            f"{target} cannot be written ({error.strerror or error}). "
            "Choose a file in a folder that you may write to, with -o."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()


def write_text(target: Path, lines: Iterable[str]) -> None:
    """Write UTF-8 text, newlines as they are given."""
    with replacing(target) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)


def folder(target: Path) -> Path:
    """The folder to write several files to, made if it is not there; UsageError where that cannot be."""
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{target} cannot be made a folder ({error.strerror}). Choose another name with -o."
        ) from error
    return target
