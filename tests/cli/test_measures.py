"""`ties`, `tie`, `explain` and `judge` on a small store, with the options that say what counts."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tashabuk.cli.app import tashabuk as command
from tashabuk.errors import UsageError
from tashabuk.model import Certainty, Document, EventType, Openness, PartialDate, Sign, Span, Statement
from tashabuk.store import Store

SAID = [
    ("RUS", "ASSAULT", "ISIS", "2015-10", "asserted", None, 0.9),
    ("TALIBAN", "ASSAULT", "ISIS", "2016-01", "asserted", None, 0.9),
    ("RUS", "AID", "TALIBAN", "2017-06", "hedged", "covert", 0.9),
    ("RUS", "SANCTION", "TALIBAN", "2018-02", "asserted", "overt", 0.3),
    ("RUS", "CONSULT", "TALIBAN", "2021-03", "asserted", "overt", 0.9),
    ("RUS", "AGREE", "TALIBAN", "2022-01", "future", None, 0.9),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("measures") / "s.duckdb"
    kept = Store(path)
    for number, (actor, event, recipient, date, certainty, openness, confidence) in enumerate(SAID):
        document = Document(f"d{number}", f"خبر رقم {number} عن لقاء أو قتال بين طرفين في بلد بعيد")
        statement = Statement(
            document.id,
            (actor,),
            (recipient,),
            EventType(event),
            Sign(EventType(event).usual_sign),
            Span(0, 3),
            "خبر",
            Span(0, len(document.text)),
            date=PartialDate.parse(date),
            certainty=Certainty(certainty),
            openness=Openness(openness) if openness else None,
            confidence=confidence,
        )
        kept.add([(document, [statement])], "test")
    return path


def run(store: Path, *arguments: str) -> str:
    done = CliRunner().invoke(
        command, [*arguments, "--store", str(store)], catch_exceptions=False, standalone_mode=False
    )
    return done.stdout


def tie(store: Path, *options: str) -> dict:
    return json.loads(run(store, "tie", "RUS", "TALIBAN", "--format", "json", *options))


COUNTED = [
    ((), 3.7 + 2.1, 5.2, "entangled"),
    (("--weigh", "hedged=1"), 7.4 + 2.1, 5.2, "entangled"),
    (("--weigh", "future=0.5"), 3.7 + 2.1 + 2.1, 5.2, "entangled"),
    (("--min-confidence", "0.5"), 3.7 + 2.1, 0, "partner"),
    (("--from", "2018", "--to", "2019"), 0, 5.2, "rival"),
    (("--strong", "5", "--to", "2018"), 3.7, 0, "faint"),
    (("--strong", "5", "--faint", "1", "--from", "2018", "--to", "2019"), 0, 5.2, "enemy"),
    (("--entangled", "0.99"), 3.7 + 2.1, 5.2, "partner"),
]


@pytest.mark.parametrize(("options", "cooperation", "conflict", "label"), COUNTED)
def test_what_counts_is_the_user_s_to_say(store, options, cooperation, conflict, label):
    found = tie(store, *options)["tie"]
    assert (found["cooperation"], found["conflict"]) == (pytest.approx(cooperation), pytest.approx(conflict))
    assert found["label"] == label


def test_decay_at_a_day(store):
    slow = tie(store, "--at", "2021-03-01", "--half-life", "36500")["tie"]
    fast = tie(store, "--at", "2021-03-01", "--half-life", "100")["tie"]
    assert fast["conflict"] < 0.01 < 5 < slow["conflict"]
    assert fast["cooperation"] == pytest.approx(2.1, abs=0.01)


def test_the_tie_in_full(store):
    found = tie(store)
    assert found["tie"]["surfaced_on"] == "2021-03-01"
    assert [s["start"] for s in found["history"] if s["cooperation_ids"]] == ["2017-06-01", "2021-03-01"]
    assert found["too_thin_for_turning_points"] == ["cooperation", "conflict"]
    assert [(r["third"], r["pull"]) for r in found["third_parties"]] == [("ISIS", "common enemy")]
    assert len(found["statements"]) == 4


def test_third_parties_in_both_languages(store):
    shown = run(store, "explain", "روسيا", "Taliban", "--format", "table")
    assert "9.3 together  كلاهما خصم لداعش منذ كانون الثاني/يناير 2016\n" in shown
    assert "  both have been opponents of Islamic State since January 2016\n" in shown
    assert "خبر رقم 0" in shown
    english = run(store, "explain", "روسيا", "Taliban", "--format", "table", "--language", "en")
    assert "9.3 together  both have been opponents" in english
    assert "Russia → Islamic State  ASSAULT" in english


@pytest.mark.parametrize(
    ("arguments", "arabic", "english"),
    [
        (("ties",), "روسيا – طالبان", "Russia – Taliban"),
        (("tie", "RUS", "TALIBAN"), "روسيا → طالبان  AID", "Russia → Taliban  AID"),
        (("actor", "RUS"), "داعش – روسيا", "Islamic State – Russia"),
        (("balance",), "bloc 2: روسيا، طالبان", "bloc 2: Russia, Taliban"),
        (("what-if", "--without", "ISIS"), "without داعش", "without Islamic State"),
    ],
)
def test_names_are_in_the_language_asked_for(store, arguments, arabic, english):
    for language, name in (("ar", arabic), ("en", english)):
        assert name in run(store, *arguments, "--entangled", "0.99", "--format", "table", "--language", language)


def test_thresholds_are_shown_where_labels_are(store):
    assert "faint below 2" in run(store, "ties", "--format", "table", "--faint", "2")


def test_the_network_is_drawn(store, tmp_path):
    run(store, "ties", "--svg", str(tmp_path / "n.svg"), "--language", "en", "--format", "csv")
    text = (tmp_path / "n.svg").read_text(encoding="utf-8")
    assert 'data-actor="TALIBAN"' in text
    assert "teal: cooperation; red: conflict; dashed: mostly covert</text>" in text


def test_a_figure_is_written(store, tmp_path):
    for language, direction in (("ar", "روسيا"), ("en", "Russia")):
        path = tmp_path / f"{language}.svg"
        run(store, "tie", "RUS", "TALIBAN", "--svg", str(path), "--language", language, "--format", "csv")
        text = path.read_text(encoding="utf-8")
        assert text.startswith("<svg ")
        assert direction in text
        assert 'class="hatch"' in text


WRONG = [
    (("tie", "RUS", "RUS"), "same actor"),
    (("tie", "RUS", "Talibann"), "TALIBAN"),
    (("tie", "RUS", "TALIBAN", "--from", "2020", "--to", "2019"), "must come after"),
    (("tie", "RUS", "TALIBAN", "--at", "2015", "--from", "2016"), "outside"),
    (("ties", "--weigh", "perhaps=1"), "CERTAINTY=WEIGHT"),
    (("ties", "--weigh", "future=-1"), "from 0 on"),
    (("tie", "RUS", "TALIBAN", "--svg", "/nowhere/at/all.svg"), "--svg"),
    (("ties", "--svg", "/nowhere/at/all.svg"), "--svg"),
    (("what-if", "--without", "KEN"), "كينيا \\(KEN\\) has no tie in this network"),
    (("what-if", "--set", "KEN", "RUS", "+"), "--add KEN"),
    (("statements", "--event", "BOMB"), "BOMB"),
    (("statements", "--certainty", "asked"), "question"),
    (("judge", "reject", "nope", "--by", "Rana"), "no statement"),
    (("judge", "reject", "nope"), "who judges"),
    (("judge", "correct", "nope", "certainty", "--by", "Rana"), "FIELD=VALUE"),
    (("judge", "merge", "RUS", "RUS", "--by", "Rana"), "needs two"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_wrong_questions_are_answered_with_what_to_do(store, arguments, words):
    with pytest.raises((UsageError, click.UsageError), match=words):
        run(store, *arguments)


def test_an_empty_window_is_said_so(store):
    assert "No ties" in run(store, "ties", "--from", "1990", "--to", "1991", "--format", "table")
    assert "Nothing in the store" in run(store, "tie", "RUS", "USA", "--format", "table")
    assert "No third party" in run(store, "explain", "RUS", "USA", "--format", "table")
    window = ("--from", "1990", "--to", "1991", "--format", "table")
    assert "from 1990-01-01 and before 1991-01-01." in run(store, "tie", "RUS", "TALIBAN", *window)
    assert "No ties" in run(store, "balance", *window)


def test_a_judgement_and_back(store, tmp_path):
    copy = tmp_path / "s.duckdb"
    copy.write_bytes(store.read_bytes())
    aid = json.loads(run(copy, "statements", "--event", "AID", "--format", "json"))[0]["id"]
    judgement = run(copy, "judge", "correct", aid, "event=COOPERATE", "--by", "Rana").strip()
    assert tie(copy)["tie"]["cooperation"] == pytest.approx(3.4 + 2.1)
    exported = tmp_path / "j.jsonl"
    exported.write_text(run(copy, "judge", "export"), encoding="utf-8")
    assert json.loads(exported.read_text(encoding="utf-8"))["changes"] == {"event": "COOPERATE"}
    run(copy, "judge", "undo", judgement)
    assert tie(copy)["tie"]["cooperation"] == pytest.approx(3.7 + 2.1)
