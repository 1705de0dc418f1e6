"""Tashabuk reads political reporting and shows who is entangled with whom.

The package's folders follow the data: `text` and `actors` feed `engine` and `lang`; `read` turns documents
into statements; `store` keeps them; `relate` turns them into ties; `report`, `cli` and `web` show them.

The modules that reading spends its time in may lie compiled beside their sources. Once a source is changed it is the
sources that run, until they are compiled again.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType

__version__ = "0.1.0"


class _Sources(MetaPathFinder):
    """Finds the sources of this package, whatever lies compiled beside them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The source of one of our modules, ModuleNotFoundError where it has none; None for all other modules."""
        if not fullname.startswith(f"{__name__}."):
            return None
        for folder in path or ():
            found = FileFinder(folder, (SourceFileLoader, SOURCE_SUFFIXES)).find_spec(fullname)
            if found is not None:
                return found if found.loader is not None else None  # a folder without code is left to Python
        raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def _is_outdated(folder: Path) -> bool:
    """Whether something was compiled here from sources that have changed since."""
    try:
        stamp = json.loads((folder / "compiled.json").read_bytes())
    except FileNotFoundError:
        return False
    found = hashlib.blake2b(digest_size=16)
    for name in stamp["modules"]:
        source = folder / name
        found.update(source.read_bytes() if source.exists() else b"")
    return bool(found.hexdigest() != stamp["digest"])


if _is_outdated(Path(__file__).parent):
    sys.meta_path.insert(0, _Sources())
