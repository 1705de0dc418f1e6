"""The reader measured by people's judgements: a store judged by hand, and what that comes to on paper."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tashabuk.cli.app import tashabuk as main
from tashabuk.evaluate.judged import Judged, figures, interval
from tashabuk.model import Certainty, Document, EventType, Openness, PartialDate, Sign, Span, Statement, Verdict
from tashabuk.store import Store
from tashabuk.workbench.evaluating import evaluate_judgements
from tashabuk.workbench.judging import judge, undo

TEXT = "ساعدت غانا توغو وهاجمت بنين مالي ووعدت كينيا تشاد"
# word, actor, recipient, type, sign, confidence; what is judged of it below
READ = [
    ("ساعدت", ("GHA",), ("TGO",), EventType.AID, 1, 0.95),  # accepted
    ("غانا", ("GHA",), ("TGO",), EventType.AID, 1, 0.92),  # accepted after a rejection
    ("توغو", ("GHA",), ("TGO",), EventType.AID, 1, 0.85),  # date and certainty corrected: still right
    ("وهاجمت", ("BEN",), ("MLI",), EventType.ASSAULT, -1, 0.75),  # type corrected: not right
    ("بنين", ("BEN",), ("MLI",), EventType.ASSAULT, -1, 0.72),  # recipient corrected to two, MLI among them: right
    ("مالي", ("BEN",), ("MLI",), EventType.ASSAULT, -1, 0.35),  # actor corrected to another: not right
    ("ووعدت", ("KEN",), ("TCD",), EventType.AGREE, 1, 0.31),  # rejected
    ("كينيا", ("KEN",), ("TCD",), EventType.AGREE, 1, 0.12),  # rejected, which was taken back: not judged
    ("تشاد", ("KEN",), ("TCD",), EventType.AGREE, 1, 0.99),  # nobody looked at it
]


def _statement(number: int) -> Statement:
    word, actor, recipient, event, sign, confidence = READ[number]
    start = TEXT.index(word)
    return Statement(
        "d1",
        actor,
        recipient,
        event,
        Sign(sign),
        Span(start, start + len(word)),
        word,
        Span(0, len(TEXT)),
        openness=Openness.OVERT,
        confidence=confidence,
    )


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    store = Store(tmp_path / "s.duckdb")
    store.add([(Document("d1", TEXT, "", dt.date(2021, 9, 20)), [_statement(n) for n in range(len(READ))])], "r")
    ids = {s.statement.trigger: s.id for s in store.statements()}

    def say(number: int, verdict: Verdict, by: str = "Rana", **changes: str) -> str:
        return judge(store.path, ids[READ[number][0]], verdict, by, "", changes).id

    say(0, Verdict.ACCEPT)
    say(1, Verdict.REJECT, "Omar")
    say(1, Verdict.ACCEPT)
    say(2, Verdict.CORRECT, date="2021-09")
    say(2, Verdict.CORRECT, "Omar", certainty="hedged")
    say(3, Verdict.CORRECT, event="COERCE")
    say(4, Verdict.CORRECT, recipient="MLI+NER")
    say(5, Verdict.CORRECT, actor="NER")
    say(6, Verdict.REJECT)
    undo(store.path, say(7, Verdict.REJECT))
    judge(store.path, "BEN", Verdict.MERGE, "Rana", "", {"into": "NER"})
    return store.path


def test_the_figures_of_a_store_that_was_judged_by_hand(judged: Path) -> None:
    view = evaluate_judgements(judged)
    whole = view.figures.whole
    # 7 judged: 2 accepted, 4 corrected, 1 rejected; right are numbers 0, 1, 2 and 4
    assert (whole.judged, whole.accepted, whole.corrected, whole.rejected, whole.right) == (7, 2, 4, 1, 4)
    assert {f: n for f, n in view.figures.fields.items() if n} == {
        "event": 1,
        "actor": 1,
        "recipient": 1,
        "date": 1,
        "certainty": 1,
    }
    assault = view.figures.types["ASSAULT"]
    assert (assault.judged, assault.corrected, assault.right) == (3, 3, 1)
    # bands .3 (.31 rejected, .35 wrong), .7 (.72 right, .75 wrong), .8 (.85 right), .9 (.92, .95 right)
    bands = [(b.low, b.size, round(b.confidence, 3), b.right) for b in view.figures.bands]
    assert bands == [(0.3, 2, 0.33, 0.0), (0.7, 2, 0.735, 0.5), (0.8, 1, 0.85, 1.0), (0.9, 2, 0.935, 1.0)]
    # (2 · .33 + 2 · .235 + 1 · .15 + 2 · .065) ÷ 7
    assert view.figures.calibration_error == pytest.approx(1.41 / 7)
    assert (view.reviewers, view.merged, view.gone) == (("Omar", "Rana"), 1, 0)


def test_the_command_gives_a_table_or_json(judged: Path) -> None:
    asked = ["evaluate", "--from-judgements", "--store", str(judged)]
    piped = CliRunner().invoke(main, asked)
    found = json.loads(piped.output)
    assert found["precision"] == pytest.approx(4 / 7)
    assert found["strict_precision"] == pytest.approx(2 / 7)
    assert found["kept"] == pytest.approx(6 / 7)
    assert found["recall"] is None
    assert found["fields"]["date"] == {"corrected": 1, "share": pytest.approx(1 / 6)}
    assert found["types"]["AGREE"]["precision"] == 0
    table = CliRunner().invoke(main, [*asked, "--format", "table"]).output
    for told in ("7 statements judged by Omar, Rana", "57.1 %", "Recall is not measured", "Thin evidence", "ASSAULT"):
        assert told in table


def test_a_store_that_nobody_judged_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    store.add([(Document("d1", TEXT), [_statement(0)])], "r")
    asked = ["evaluate", "--from-judgements", "--store", str(store.path)]
    assert "Nobody judged" in CliRunner().invoke(main, [*asked, "--format", "table"]).output
    found = json.loads(CliRunner().invoke(main, asked).output)
    assert (found["judged"], found["precision"], found["calibration_error"]) == (0, None, None)


@pytest.mark.parametrize("arguments", [["evaluate"], ["evaluate", "gold.jsonl", "--from-judgements"]])
def test_gold_files_or_judgements(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)
    assert "one of the two" in f"{done.output}{done.exception}"


def test_statements_of_a_newer_reader_leave_old_judgements_behind(judged: Path) -> None:
    Store(judged).add([(Document("d1", TEXT, "", dt.date(2021, 9, 20)), [_statement(0)])], "newer")
    view = evaluate_judgements(judged)
    assert (view.figures.whole.judged, view.gone) == (1, 6)


@given(st.integers(0, 200), st.integers(1, 200))
def test_an_interval_holds_its_share(part: int, whole: int) -> None:
    part = min(part, whole)
    found = interval(part, whole)
    assert found is not None
    assert 0 <= found[0] <= part / whole + 1e-9
    assert part / whole - 1e-9 <= found[1] <= 1


def test_the_order_of_parties_is_no_correction() -> None:
    read = replace(_statement(0), actor=("GHA", "BEN"), date=PartialDate.parse("2021"), certainty=Certainty.HEDGED)
    assert Judged(read, replace(read, actor=("BEN", "GHA"))).changed == ()
    assert figures([Judged(read, None)]).whole.rejected == 1
