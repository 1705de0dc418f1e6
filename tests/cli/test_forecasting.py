"""Forecasts on the command line: they cite, they say when evidence is thin, they are kept and scored."""

import contextlib
import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import duckdb
import pytest

from tashabuk.__main__ import main
from tashabuk.cli.forecasts import percent
from tashabuk.store import Store

from .conftest import in_folder

Ask = Callable[..., SimpleNamespace]


def asked_in(folder: Path) -> Ask:
    """Runs `tashabuk ARGUMENTS` in a folder and in this process, which spares loading everything each time."""

    def ask(*arguments: str) -> SimpleNamespace:
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.chdir(folder),
            mock.patch.object(sys, "argv", ["tashabuk", *arguments]),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            pytest.raises(SystemExit) as done,
        ):
            main()
        return SimpleNamespace(code=done.value.code, stdout=out.getvalue(), stderr=err.getvalue())

    return ask


SENTENCES = (
    "التقى الرئيس الكيني نظيره الإثيوبي في نيروبي.",
    "اتهمت كينيا إثيوبيا بدعم المتمردين.",
    "قدمت إثيوبيا مساعدات إلى الصومال.",
)


@pytest.fixture(scope="module")
def small(folder: Path) -> Ask:
    """The command in a folder whose store holds 20 documents."""
    lines = [
        {"id": f"d{n}", "text": f"{SENTENCES[n % 3]} الخبر رقم {n}.", "published": f"2021-{1 + n // 4:02d}-{1 + n:02d}"}
        for n in range(20)
    ]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "news.jsonl").write_text(text, encoding="utf-8")
    assert in_folder(folder)("read", "news.jsonl").returncode == 0
    return asked_in(folder)


def _json(done):
    assert done.code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("command", [("forecast", "Kenya"), ("forecast-tie", "KEN", "إثيوبيا"), ("backtest",)])
def test_twenty_documents_are_thin_evidence(small, command: tuple[str, ...]) -> None:
    assert "Thin evidence" in small(*command, "--format", "table").stdout
    assert _json(small(*command))["thin"]


def test_every_answer_cites_statements_with_their_sentence(small) -> None:
    known = {line["id"]: line["sentence"] for line in map(json.loads, small("statements").stdout.splitlines())}
    found = _json(small("forecast", "Kenya", "--type", "accuse"))
    first = found["recipients"][0]
    assert (first["who"], first["event"]) == ("ETH", "ACCUSE")
    cited = [fact for why in first["because"] for fact in why["facts"]]
    assert cited
    for fact in cited:
        assert fact["text"] == known[fact["id"]]


def test_nothing_of_the_day_itself_or_later_is_used(small) -> None:
    early = _json(small("forecast", "Kenya", "--at", "2021-01-04", "--no-keep"))
    cited = [f["day"] for one in early["recipients"] for why in one["because"] for f in why["facts"]]
    assert cited
    assert max(cited) < "2021-01-04"


def test_a_tie_has_a_chance_an_interval_and_baselines_for_each_horizon(small) -> None:
    found = _json(small("forecast-tie", "KEN", "ETH"))
    assert [(o["channel"], o["months"]) for o in found["outlooks"]] == [
        (channel, months) for channel in ("cooperation", "conflict") for months in (1, 3, 6)
    ]
    for one in found["outlooks"]:
        assert 0 <= one["low"] <= one["chance"] <= one["high"] <= 1
    conflict = found["pasts"][1]
    assert conflict["events"] == 7
    assert {fact["event"] for fact in conflict["facts"]} == {"ACCUSE"}


def test_forecasts_are_kept_and_scored_when_their_day_has_come(small) -> None:
    small("forecast", "Kenya", "--at", "2021-02-01")
    small("forecast-tie", "KEN", "ETH", "--at", "2021-02-01")
    small("forecast-tie", "KEN", "ETH")
    kept = _json(small("backtest", "--kept"))
    old = {k["forecast"]["question"]: k for k in kept if k["forecast"]["at"] == "2021-02-01"}
    assert old["recipients"]["reciprocal_rank"] == 1
    assert 0 <= old["tie"]["brier"] <= 1
    assert not old["tie"]["ahead"]
    new = [k for k in kept if k["forecast"]["question"] == "tie" and k["forecast"]["at"] > "2021-02-01"]
    assert [(k["due"], k["ahead"]) for k in new] == [(False, True)]
    assert "its day has not come" in small("backtest", "--kept", "--format", "table").stdout


def test_a_line_an_answer_for_programs(small) -> None:
    rows = list(csv.DictReader(io.StringIO(small("forecast", "Ethiopia", "--limit", "3", "--format", "csv").stdout)))
    assert {(r["forecast"], r["who"]) for r in rows} >= {("recipient", "SOM"), ("actor", "KEN")}
    known = {line["id"] for line in map(json.loads, small("statements").stdout.splitlines())}
    facts = [fact for row in rows for fact in row["facts"].split("+")]
    assert known.issuperset(facts)
    assert all(len(set(row["facts"].split("+"))) == len(row["facts"].split("+")) for row in rows)
    outlook = list(csv.DictReader(io.StringIO(small("forecast-tie", "KEN", "ETH", "--format", "csv").stdout)))
    assert [row["months"] for row in outlook] == ["1", "3", "6"] * 2
    kept = list(csv.DictReader(io.StringIO(small("backtest", "--kept", "--format", "csv").stdout)))
    assert {"tie", "recipients", "actors"} <= {row["question"] for row in kept}


def test_tables_name_actors_and_count_rightly(small) -> None:
    for language, name in (("ar", "كينيا → إثيوبيا"), ("en", "Kenya → Ethiopia")):
        assert name in small("forecast", "Kenya", "--format", "table", "--language", language).stdout
    table = small("forecast-tie", "ETH", "SOM", "--at", "2021-01-20", "--format", "table", "--language", "en").stdout
    assert "Ethiopia (ETH) – Somalia (SOM) from 2021-01-20" in table
    assert "1 fact about ETH – SOM" in table
    assert "cooperation: 1 act in 1 of 1 month," in table


@pytest.mark.parametrize(
    ("chance", "said"), [(0, "0%"), (1e-9, "<1%"), (0.006, "1%"), (0.5, "50%"), (0.9999, ">99%"), (1, "100%")]
)
def test_what_is_not_certain_is_not_said_to_be(chance: float, said: str) -> None:
    assert percent(chance) == said


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("forecast", "Kenia"), "Did you mean"),
        (("forecast-tie", "KEN", "Kenya"), "same actor"),
        (("forecast", "Kenya", "--type", "DANCE"), "DANCE"),
        (("forecast", "Kenya", "--at", "soon"), "is no date"),
    ],
)
def test_wrong_questions(small, command: tuple[str, ...], said: str) -> None:
    done = small(*command)
    assert (done.code, said in done.stderr) == (2, True)


def test_an_actor_without_a_past_is_said_to_have_none(small) -> None:
    assert "No past act" in small("forecast", "Ghana", "--format", "table").stdout
    assert "Nothing with a date" in small("forecast-tie", "Ghana", "Togo", "--format", "table").stdout


def test_a_store_without_dated_acts(tmp_path: Path) -> None:
    Store(tmp_path / "tashabuk.duckdb").check()
    done = asked_in(tmp_path)("forecast", "Kenya")
    assert (done.code, "nothing to forecast from" in done.stderr) == (1, True)


CODED = """
SELECT 'icews' AS dataset, n::VARCHAR AS id, DATE '2018-01-01' + (n % 300)::INTEGER AS day, [a] AS actor,
    [b] AS recipient, a AS actor_given, b AS recipient_given, '04' AS code, event, NULL::VARCHAR AS mode,
    sign(score)::TINYINT AS sign, score, 1 AS sources, '' AS place, 'words ' || n AS text, '' AS url
FROM (
    SELECT n, CASE WHEN n % 7 = 0 THEN 'NGA' WHEN n % 3 > 0 THEN 'GHA' ELSE 'BEN' END AS a,
        CASE WHEN n % 7 = 0 THEN 'NER' ELSE 'TGO' END AS b,
        CASE WHEN n % 3 > 0 THEN 'CONSULT' ELSE 'ACCUSE' END AS event,
        CASE WHEN n % 3 > 0 THEN 2.1 ELSE -3.0 END::DOUBLE AS score
    FROM range(1500) r(n)
)
"""
"""Ghana consults Togo and Benin accuses it; every seventh event is between Nigeria and Niger."""


def _coded(folder: Path) -> Path:
    path = folder / "coded.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({CODED}) TO '{path}' (FORMAT parquet)")
    return path


def test_coded_events_are_learned_from_cited_and_backtested(tmp_path: Path) -> None:
    Store(tmp_path / "tashabuk.duckdb").add_coded(_coded(tmp_path))
    tashabuk = asked_in(tmp_path)
    found = _json(tashabuk("forecast", "Ghana"))
    assert found["fitted"]
    first = found["recipients"][0]
    assert first["who"] == "TGO"
    assert first["because"][0]["facts"][0]["text"].startswith("words ")
    scores = _json(tashabuk("backtest", "--months", "2", "--svg", "r.svg"))
    assert scores["who"]["model"]["mrr"] > 0.5
    assert scores["ties"]
    assert (tmp_path / "r.svg").read_text(encoding="utf-8").startswith("<svg")
