"""Turning points: found where a level changes, silent where evidence is thin."""

import datetime as dt

from tashabuk.relate.channels import HistoryStep
from tashabuk.relate.turning import MIN_ROWS, turning_points


def steps(cooperation, conflict=None, each=4.0):
    """One row for every `each` of weight, as monthly steps from January 2015 on."""
    conflict = conflict or [0] * len(cooperation)
    out = []
    for n, (good, bad) in enumerate(zip(cooperation, conflict, strict=True)):
        start = dt.date(2015 + n // 12, n % 12 + 1, 1).isoformat()
        ids = [tuple(f"{c}{n}.{k}" for k in range(count)) for c, count in (("c", good), ("k", bad))]
        out.append(HistoryStep(start, good * each, bad * each, 0, 0, 0, 0, *ids))
    return out


def test_a_lasting_rise_is_one_turning_point():
    found = turning_points(steps([1] * 12 + [6] * 12))
    (point,) = found.points
    assert (point.on, point.channel, point.before, point.after) == (dt.date(2016, 1, 1), "cooperation", 4.0, 24.0)
    assert (len(point.statements_before), len(point.statements_after)) == (12, 72)
    assert point.statements_before[0] == "c0.0"
    assert found.thin == ("conflict",)


def test_a_steady_channel_has_none():
    assert turning_points(steps([2, 3, 2, 2, 3, 2, 3, 2, 2, 3, 3, 2])).points == ()


def test_channels_turn_apart():
    found = turning_points(steps([5] * 10 + [0] * 10, [0] * 14 + [7] * 6))
    assert [(p.on.isoformat(), p.channel, p.after > p.before) for p in found.points] == [
        ("2015-11-01", "cooperation", False),
        ("2016-03-01", "conflict", True),
    ]


def test_three_statements_are_no_turning_point():
    found = turning_points(steps([0] * 12 + [3] + [0] * 11))
    assert found.points == ()
    assert found.thin == ("cooperation", "conflict")


def test_the_least_evidence_that_may_turn():
    history = [0] * 10 + [MIN_ROWS // 2] * 2
    assert turning_points(steps(history)).thin == ("conflict",)
    assert turning_points(steps(history[:-1])).thin == ("cooperation", "conflict")


def test_no_history_at_all():
    assert turning_points([]).points == ()


def test_one_article_is_no_turning_point():
    history = steps([1] * 12 + [6] * 2)
    assert len(turning_points(history).points) == 1
    assert turning_points(history, lambda i: "one" if i.startswith(("c12", "c13")) else i).points == ()
