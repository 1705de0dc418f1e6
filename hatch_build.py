"""Compile the reader with mypyc where there is a C compiler; without one the same code runs as it is, slower.

Hatch runs this hook for wheels, and for editable installs, where the compiled modules come to lie beside their sources.
`TASHABUK_PURE=1` leaves everything uncompiled. `python hatch_build.py` compiles in place.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # compiling in place needs no hatch
    BuildHookInterface = object

ROOT = Path(__file__).parent
SOURCE = "src/tashabuk"
HOT = (
    *(f"text/{name}.py" for name in ("chars", "fold", "sentences", "tokens")),
    *(f"engine/{name}.py" for name in ("collector", "frames", "names", "pack", "ranker", "words")),
    *(f"lang/ar/{name}.py" for name in ("lexemes", "names", "pack", "particles", "tables", "words")),
    *(f"lang/ar/morphology/{name}.py" for name in ("__init__", "dictionary", "forms", "nouns", "verbs")),
    *(f"lang/ar/time/{name}.py" for name in ("__init__", "calendar", "rules")),
    *(
        f"read/{name}.py"
        for name in (
            *("candidates", "choice", "discourse", "features", "names", "pairs", "phrases", "pipeline", "qualities"),
            *("scene", "speech", "spelling", "state", "subjects", "times", "triggers", "words"),
        )
    ),
)
"""What reading spends its time in."""
STAMP = "compiled.json"
"""What was compiled: its digest tells `tashabuk/__init__.py` whether the sources have changed since."""


def compile_into(target: Path) -> list[Path]:
    """Compile the hot modules and write them, with the stamp, to `target` as to the folder `src`; paths below it."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    work = ROOT / "build" / "mypyc"
    before = Path.cwd()
    os.chdir(ROOT / "src")
    try:
        extensions = mypycify(
            ["--config-file=", "--ignore-missing-imports", *(f"tashabuk/{name}" for name in HOT)],
            opt_level="1",  # calls into Python take the time: more makes it larger, not faster
            debug_level="0",
            group_name="tashabuk",
            target_dir=str(work / "c"),
        )
        distribution = Distribution({"ext_modules": extensions})
        command: Any = distribution.get_command_obj("build_ext")
        command.build_temp, command.build_lib = str(work / "o"), str(work / "lib")
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    made = [path.relative_to(work / "lib") for path in sorted((work / "lib").rglob("*")) if path.is_file()]
    for path in made:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(work / "lib" / path, target / path)
    stamp = Path("tashabuk") / STAMP
    (target / stamp).write_text(json.dumps({"modules": HOT, "digest": digest(ROOT / SOURCE)}), encoding="utf-8")
    return [*made, stamp]


def digest(folder: Path) -> str:
    """A digest of the sources of the hot modules."""
    found = hashlib.blake2b(digest_size=16)
    for name in HOT:
        found.update((folder / name).read_bytes())
    return found.hexdigest()


def clean(folder: Path) -> None:
    """Remove what was compiled before."""
    for path in (*folder.rglob("*__mypyc.*.so"), *folder.rglob("*__mypyc.*.pyd")):
        path.unlink()
    for name in HOT:
        for path in (folder / "tashabuk" / name).parent.glob(Path(name).stem + ".*"):
            if path.suffix in (".so", ".pyd"):
                path.unlink()
    (folder / "tashabuk" / STAMP).unlink(missing_ok=True)


class Compile(BuildHookInterface):  # type: ignore[misc]
    """The hook: compiled modules into the wheel, or beside their sources."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; where that cannot be, say why and go on without."""
        clean(ROOT / "src")
        if os.environ.get("TASHABUK_PURE"):
            return
        editable = version == "editable"
        target = ROOT / "src" if editable else ROOT / "build" / "mypyc" / "wheel"
        shutil.rmtree(ROOT / "build" / "mypyc", ignore_errors=True)
        try:
            made = compile_into(target)
        except (Exception, SystemExit) as error:  # whatever is wrong with a compiler, the uncompiled code works
            self.app.display_warning(f"The reader is not compiled and will be slower: {error}")
            clean(ROOT / "src")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        if not editable:
            build_data["force_include"].update({str(target / path): str(path) for path in made})


if __name__ == "__main__":
    clean(ROOT / "src")
    shutil.rmtree(ROOT / "build" / "mypyc", ignore_errors=True)
    if "--clean" not in sys.argv:
        compile_into(ROOT / "src")
