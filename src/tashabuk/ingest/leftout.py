"""What a folder or an archive holds beside texts: counted, and told in one finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from tashabuk.model import Finding

SUFFIXES = frozenset(
    (
        *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".pdf", ".docx", ".eml"),
        *(".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".warc", ".rss", ".atom", ".xml"),
        *(".zip", ".tar", ".tgz", ".tbz", ".tbz2", ".txz"),
    )
)
"""Suffixes that are read where nobody names the file itself."""
COMPRESSED = frozenset((".gz", ".bz2", ".xz"))
SHOWN = 8


def is_known(name: str) -> bool:
    """Whether a file of a folder or archive is read: by its suffix, the one under `.gz` where it is compressed.

    >>> is_known("a/b.jsonl.gz"), is_known("a/b.sql.gz"), is_known("a/._b.txt")
    (True, False, False)
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.name.startswith("._") or path.name == ".DS_Store":  # what a Mac adds to archives
        return False
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    while suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    return bool(suffixes) and suffixes[-1] in SUFFIXES


class LeftOut:
    """Counts files of unknown kind by suffix."""

    def __init__(self, place: str, what: str = "file"):
        self._place, self._what = place, what
        self._kinds: Counter[str] = Counter()

    def count(self, name: str, kind: str = "") -> None:
        """One more."""
        self._kinds[kind or PurePosixPath(name).suffix.lower() or "no suffix"] += 1

    def findings(self) -> Iterator[Finding]:
        """One finding, or none where nothing was left out."""
        if not self._kinds:
            return
        shown = [f"{kind} {count}" for kind, count in self._kinds.most_common(SHOWN)]
        more = ", …" if len(self._kinds) > SHOWN else ""
        total = sum(self._kinds.values())
        counted = f"1 {self._what} of unknown kind was" if total == 1 else f"{total} {self._what}s of unknown kind were"
        problem = f"{counted} left out ({', '.join(shown)}{more})"
        yield Finding(self._place, problem, "convert them to a format that is read")
