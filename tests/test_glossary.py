"""The glossary and the code use the same nouns."""

import re
from pathlib import Path

import tashabuk.model as model

GLOSSARY = Path(__file__).parent.parent / "docs" / "glossary.md"


def test_every_noun_of_the_glossary_exists():
    named = re.findall(r"`tashabuk\.model\.(\w+)`", GLOSSARY.read_text(encoding="utf-8"))
    assert named
    assert [n for n in named if not hasattr(model, n)] == []


def test_every_noun_of_the_model_is_explained_in_arabic():
    text = GLOSSARY.read_text(encoding="utf-8")
    helpers = {
        "ActorKind",
        "MentionKind",
        "Precision",
        "PartialDate",
        "Quad",
        "Sector",
        "TieLabel",
        "Verdict",
    }
    classes = {n for n in model.__all__ if isinstance(getattr(model, n), type)} - helpers
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    for name in sorted(classes):
        row = next((r for r in rows if f"`tashabuk.model.{name}`" in r), "")
        assert re.search(r"[\u0621-\u064a]{3}", row), name
