"""Verbs and nouns against sentences whose verbs were marked by hand: they fit our texts, and there is a floor."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tashabuk.errors import DataError
from tashabuk.evaluate.gold import load_gold
from tashabuk.evaluate.tagging import VERBS, load_verbs, told

OURS = Path("tests/gold/own.jsonl")


def test_verbs_are_told_from_nouns(pack) -> None:
    marked = load_verbs(VERBS)
    counts: Counter[tuple[bool, bool]] = Counter()
    for one in load_gold(OURS):
        some = marked.get(one.document.id, [])
        found = told(one, some, pack)
        assert found.total() == sum(len(s.verbs) + len(s.others) for s in some), one.document.id
        counts += found
    assert counts.total() > 2_000
    assert (counts[True, True] + counts[False, False]) / counts.total() > 0.9
    assert counts[True, False] / (counts[True, True] + counts[True, False]) < 0.06


@pytest.mark.parametrize("line", ['{"id": "a"}', '{"id": "a", "sentences": [[0, 7]]}', "no json"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "verbs.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"verbs\.jsonl:1"):
        load_verbs(path)
