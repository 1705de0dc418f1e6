"""Scores, kinds of misses and reliability on hand-made statements."""

import pytest

from tashabuk.evaluate.score import Score, add_document, error_kind


def _said(actor: str, event: str, recipient: str, start: int = 0, sign: int = -1, **more: object) -> dict[str, object]:
    base = {"actor": actor.split("+"), "recipient": recipient.split("+") if recipient else [], "event": event}
    rest = {"sign": sign, "start": start, "end": start + 3, "date": None, "holder": "author", "certainty": "asserted"}
    return {**base, **rest, "openness": None, "confidence": 0.5, **more}


GOLD = _said("KEN", "ASSAULT", "SOM")
KINDS = [
    ([], "nothing read here"),
    ([_said("KEN", "ASSAULT", "SOM", start=500)], "nothing read here"),
    ([_said("KEN", "ASSAULT", "ETH")], "wrong recipient"),
    ([_said("UGA", "ASSAULT", "SOM")], "wrong actor"),
    ([_said("SOM", "ASSAULT", "UGA")], "actor and recipient confused"),
    ([_said("UGA", "ASSAULT", "TZA")], "wrong actor and recipient"),
    ([_said("KEN", "COERCE", "SOM")], "wrong type"),
    ([_said("UGA", "AID", "TZA", sign=1)], "another statement read here"),
]


@pytest.mark.parametrize(("read", "kind"), KINDS, ids=[k for _, k in KINDS])
def test_kind_of_a_miss(read: list[dict[str, object]], kind: str) -> None:
    assert error_kind(GOLD, read) == kind


def test_levels_and_reliability() -> None:
    score = Score()
    read = [_said("KEN", "ASSAULT", "SOM", confidence=0.9), _said("UGA", "AID", "TZA", start=300, sign=1)]
    add_document(score, "d", [GOLD, _said("ETH+ERI", "CONSULT", "", start=200, sign=1)], read)
    assert {name: (c.hit, c.gold, c.read) for name, c in score.levels.items()} == {
        "ties": (1, 3, 2),
        "statements": (1, 2, 2),
        "events": (1, 2, 2),
    }
    assert score.reliability() == [(0.4, 0.5, 0.0, 1), (0.8, 0.9, 1.0, 1)]
    assert score.errors == {"nothing read here": 1}
