"""`make demo`: read the sample texts with the installed command, show ledger, ties and the most entangled pairs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tashabuk.workbench.samples import sample_texts

COMMAND = Path(sys.executable).parent / "tashabuk"


def run(title: str, *arguments: str) -> None:
    """Show a command as a user would type it, and its output."""
    shown = " ".join(Path(a).name if a.startswith("/") else a for a in arguments)
    sys.stdout.write(f"\n── {title}\n$ tashabuk {shown}\n\n")
    sys.stdout.flush()
    subprocess.run([COMMAND, *arguments], check=True)


def main() -> None:
    """The main job, on our own texts, in a store that is thrown away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "demo.duckdb")
        page = Path.cwd() / "out" / "demo.html"
        page.parent.mkdir(exist_ok=True)
        texts = [str(p) for p in sample_texts()]
        run(
            "The ledger: every statement with its sentence",
            "read",
            *texts,
            "--published",
            "2025-01-15",
            "--store",
            store,
            "--format",
            "table",
        )
        run("Ties, the most entangled pairs first", "ties", "--store", store, "--format", "table")
        run(
            "One tie, both channels and what made them",
            "tie",
            "تركيا",
            "روسيا",
            "--store",
            store,
            "--format",
            "table",
        )
        run("Everything on one page", "report", "-o", str(page), "--store", store)
        sys.stdout.write(
            f"\nOpen {page} in a browser. Then try it on your own texts:\n"
            "  .venv/bin/tashabuk read FILE_OR_FOLDER       keeps what it reads in ./tashabuk.duckdb\n"
            "  .venv/bin/tashabuk ties                      who is entangled with whom\n"
            "  .venv/bin/tashabuk actor إيران               one actor and its ties\n"
            "  .venv/bin/tashabuk report -o page.html       the same as a page to send\n"
            "The tutorial is docs/tutorial.md.\n"
        )


if __name__ == "__main__":
    main()
