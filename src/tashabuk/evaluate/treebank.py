"""The treebank: documents whose sentences have trees, made by hand: `tests/gold/trees.jsonl`.

A line is a document: its id, and for each sentence its number, the head of each word (-1: the root, null: none given,
as for punctuation) and the labels, one letter each (`.`: none given). `read.trees` says what they mean. The texts are
in the gold files. `refs` are for resolvers to come: `[word, kind, [[sentence, word], …], role]`, where kind is `=` who
does what the word says, `<` to whom it is done, `@` whom its pronoun means, `~` whom a noun refers to.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tashabuk.evaluate.gold import read_lines

TREES = Path("tests/gold/trees.jsonl")


@dataclass(frozen=True, slots=True)
class GoldTree:
    """The tree of sentence `index`: heads by word (-1: the root, None: none given), and labels."""

    index: int
    heads: tuple[int | None, ...]
    labels: str


def load_trees(path: Path) -> dict[str, list[GoldTree]]:
    """The trees by document; DataError names the file and line that is wrong."""
    return dict(read_lines(path, _document, "document of a treebank", "id, sentences"))


def _document(raw: dict[str, Any]) -> tuple[str, list[GoldTree]]:
    return raw["id"], [_tree(one) for one in raw["sentences"]]


def _tree(raw: dict[str, list[int | None] | str | int]) -> GoldTree:
    index, heads, labels = raw["n"], raw["heads"], raw["labels"]
    if not isinstance(index, int) or not isinstance(labels, str) or not isinstance(heads, list):
        raise TypeError("a sentence needs n, heads, labels")
    if len(heads) != len(labels) or any(h is not None and not -1 <= h < len(heads) for h in heads):
        raise ValueError(f"sentence {index}: heads and labels do not fit")
    return GoldTree(index, tuple(heads), labels)
