"""Floors on the gold files: on our own always, on the others where they lie beside the project."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tashabuk.actors.catalogue import Catalogue
from tashabuk.evaluate.gold import load_gold
from tashabuk.evaluate.run import evaluate, fields_of
from tashabuk.evaluate.score import Score, add_document
from tashabuk.lang.packs import load_pack
from tashabuk.read import read

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "gold" / "own.jsonl"
COMPOSED = ROOT / "tests" / "gold" / "composed.jsonl"
HELD = ROOT / "tests" / "gold" / "held.jsonl"
SHARED = ROOT.parent / "shared" / "gold"
PACK = load_pack("ar", Catalogue.load().aliases())
FLOORS = {
    "dev.jsonl": {"ties": 0.51, "statements": 0.355, "events": 0.425},
    "seed.jsonl": {"ties": 0.595, "statements": 0.505, "events": 0.535},
}
NEEDS = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared gold files are not beside the project")


@pytest.mark.parametrize(
    "path", [OWN, *(SHARED / f"{n}.jsonl" for n in ("seed", "train", "dev"))], ids=lambda p: p.stem
)
def test_every_trigger_is_the_text_at_its_span(path: Path) -> None:
    if not path.exists():
        pytest.skip("the shared gold files are not beside the project")
    for gold in load_gold(path):
        for s in read(gold.document, PACK):
            assert s.trigger == gold.document.text[s.span.start : s.span.end]


def test_floor_on_our_own_texts_that_the_ranker_was_fitted_on() -> None:
    levels = evaluate(load_gold(OWN), PACK).levels
    assert levels["statements"].f1 > 0.55
    assert levels["ties"].f1 > 0.6


def test_floor_on_our_own_texts_that_nothing_is_fitted_on() -> None:
    levels = evaluate(load_gold(HELD)[::3], PACK).levels
    assert levels["statements"].f1 > 0.32
    assert levels["ties"].f1 > 0.405


def test_texts_that_say_nothing_give_at_most_one_statement_in_ten() -> None:
    silent = [one.document for one in load_gold(HELD) if not one.statements]
    assert len(silent) >= 30
    assert sum(len(read(document, PACK)) for document in silent) <= len(silent) / 10


def test_the_composed_texts_have_each_trigger_in_its_place_and_no_text_twice() -> None:
    gold = load_gold(COMPOSED) + load_gold(HELD)
    texts = {one.document.text for one in gold}
    assert len(texts) == len(gold) > 2000
    wrong = [
        (one.document.id, s["trigger"])
        for one in gold
        for s in one.statements
        if one.document.text[s["start"] : s["end"]] != s["trigger"]
    ]
    assert wrong == []


@NEEDS
@pytest.mark.parametrize("name", FLOORS)
def test_floors(name: str) -> None:
    levels = evaluate(load_gold(SHARED / name), PACK).levels
    below = {level: levels[level].f1 for level, floor in FLOORS[name].items() if levels[level].f1 < floor}
    assert below == {}


@NEEDS
def test_our_score_is_the_published_one(tmp_path: Path) -> None:
    gold = load_gold(SHARED / "seed.jsonl")
    score, out = Score(), tmp_path / "out.jsonl"
    with out.open("w", encoding="utf-8") as file:
        for one in gold:
            found = [fields_of(s) for s in read(one.document, PACK)]
            add_document(score, one.document.id, one.statements, found)
            file.write(json.dumps({"id": one.document.id, "statements": found}, ensure_ascii=False) + "\n")
    command = [sys.executable, SHARED / "score.py", SHARED / "seed.jsonl", out]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for level, counts in score.levels.items():
        assert f"F1 {counts.f1:.3f}" in next(line for line in printed.splitlines() if line.startswith(level))
