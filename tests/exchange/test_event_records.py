"""PLOVER and POLECAT records, and what of a store they cannot hold."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pandas
import polars

from tashabuk.exchange.cells import guarded, one_line
from tashabuk.exchange.ours import TABLES
from tashabuk.exchange.out import polecat
from tashabuk.store import Store

from .conftest import ODD, Give, given

DOCS = Path(__file__).parents[2] / "docs" / "exchange-out.md"


def records(text: str) -> list[dict]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_a_plover_record(give: Give) -> None:
    (record,) = (r for r in records(give("plover")) if r["event_text"] == ["اتهمت"])
    assert (record["date"], record["enddate"]) == ("2019-01-01", "2019-12-31")
    assert (record["event"], record["mode"], record["quad_code"], record["event_scale"]) == (
        ["ACCUSE"],
        ["allege"],
        3,
        -3,
    )
    assert record["source"] == [{"code": "KEN", "identifier_id": "KEN", "identifier_text": "Kenya"}]
    assert record["cite_info"]["citation"] == "خبر 1"
    classes = [a for r in records(give("plover")) for a in r["recipient"] if a["identifier_id"] == "SOM:CVL"]
    assert classes == [
        {"code": "SOM", "sector": "CVL", "identifier_id": "SOM:CVL", "identifier_text": "Somalia: civilians"}
    ]


def regained(record: dict) -> dict[str, Any]:
    """What a reader of PLOVER records gets of a store's columns."""
    info, cite = record["text_info"], record["cite_info"]
    return {
        "statements.id": record["id"],
        "statements.document": None,
        "statements.actor": [a["identifier_id"] for a in record["source"]],
        "statements.recipient": [a["identifier_id"] for a in record["recipient"]],
        "statements.event": record["event"][0],
        "statements.mode": record["mode"][0] if record["mode"] else None,
        "statements.sign": record["sign"],
        "statements.date": as_written(record.get("date"), record.get("enddate")),
        "statements.holder": record["holder"],
        "statements.certainty": record["certainty"],
        "statements.openness": record.get("openness"),
        "statements.trigger_start": info["event_start"],
        "statements.trigger_end": info["event_end"],
        "statements.trigger_text": record["event_text"][0],
        "statements.sentence_start": info["start"],
        "statements.sentence_end": info["end"],
        "statements.confidence": record["confidence"],
        "statements.rules": record["rules"],
        "documents.id": cite["citation"],
        "documents.title": cite["title"],
        "documents.published": cite.get("published"),
        "documents.publisher": cite["publication"],
        "documents.url": cite["url"],
    }


def as_written(first: str | None, last: str | None) -> str | None:
    """The date behind a range: a year, a month or a day."""
    if first is None or last is None:
        return first
    return first[:4] if (first[5:], last[5:]) == ("01-01", "12-31") else first[:7]


def test_plover_loses_what_the_documentation_says_and_nothing_else(store: Path, give: Give) -> None:
    documented = set(re.findall(r"^\| `(\w+\.\w+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE))
    kept = Store(store)
    originals = {}
    documents = {d.content_hash: d for d in kept.documents()}
    tables = {name: [json.loads(x)[1:] for x in kept.dump().split("\n") if json.loads(x)[0] == name] for name in TABLES}
    rows = {n: {r[0]: dict(zip(TABLES[n], r, strict=True)) for r in tables[n]} for n in ("documents", "statements")}
    for key, row in rows["statements"].items():
        originals[key] = {f"statements.{n}": v for n, v in row.items()}
        originals[key] |= {f"documents.{n}": v for n, v in rows["documents"][row["document"]].items()}
    assert documents.keys() == rows["documents"].keys()
    lost = {f"{table}.{column}" for table in ("judgements", "coded_events") for column in TABLES[table]}
    found = records(give("plover"))
    assert {r["id"] for r in found} == originals.keys()
    for record in found:
        back = regained(record)
        lost |= {name for name, value in originals[record["id"]].items() if back.get(name, "lost") != value}
    assert lost == documented


def test_polecat_has_its_forty_columns_first_and_no_quotes(give: Give) -> None:
    rows = [line.split("\t") for line in give("polecat").split("\n")[:-1]]
    assert {len(row) for row in rows} == {len(polecat.COLUMNS)}
    assert len(rows) == 10
    assert (len(polecat.POLECAT), rows[0][:40]) == (40, [c.name for c in polecat.POLECAT])


def test_polecat_rows_carry_their_sources(store: Path, give: Give) -> None:
    lines = [line.split("\t") for line in give("polecat").split("\n")[:-1]]
    rows = {cells[0]: dict(zip(lines[0], cells, strict=True)) for cells in lines[1:]}
    for kept in Store(store).statements():
        row = rows[kept.id]
        assert row["Document"] == kept.document_id
        assert row["URL"] == (kept.url or "None")
        assert row["Sentence"] == guarded(one_line(kept.sentence))
        assert (row["Holder"], row["Certainty"]) == (kept.statement.holder, kept.statement.certainty)


def test_polecat_in_pandas_and_polars(give: Give, tmp_path: Path) -> None:
    text = give("polecat")
    frame = pandas.read_csv(io.StringIO(text), sep="\t", quoting=csv.QUOTE_NONE)
    attack = frame[frame["Event Type"] == "ASSAULT"].iloc[0]
    assert attack["Recipient Name Raw"] == f"KEN; {ODD}"
    assert attack["Recipient COW"] == "501; None"
    assert attack["Quad Code"] == "MATERIAL CONFLICT"
    meeting = frame[frame["Event Type"] == "CONSULT"].iloc[0]
    assert meeting["Actor Country"] == meeting["Recipient Country"] == "KEN; ETH"  # a mutual act
    (tmp_path / "p.tsv").write_text(text, encoding="utf-8")
    table = polars.read_csv(tmp_path / "p.tsv", separator="\t", quote_char=None, infer_schema=False)
    assert table["Event ID"].to_list() == frame["Event ID"].to_list()
    assert set(table["Source"]) == {"'@صحيفة الغد", "None"}


def test_an_empty_store_gives_no_records(empty: Path) -> None:
    assert given(empty, "plover") == ""
    assert given(empty, "polecat").count("\n") == 1
