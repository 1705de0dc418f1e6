"""POLECAT under both sets of names, with lists, `None`, and tabs at the ends of lines."""

import datetime as dt
from pathlib import Path

import pytest

from tashabuk.exchange.incoming.polecat import polecat_actors

from .build import imported, parties, tsv
from .conftest import Give

HEADER = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations"),
    *("Story Locations", "Language", "Version"),
)
OLDER = tuple("Event Intensity" if name == "Intensity" else name for name in HEADER)


def row(number: str, **cells: str) -> list[str]:
    """One row; `None` stands in every field that is not given, as in the published files."""
    found = dict.fromkeys(HEADER, "None") | {"Event ID": number, "Event Date": "2023-02-01", "Event Type": "CONSULT"}
    found |= {"Actor Name": "Kenya", "Actor Country": "KEN", "Recipient Name": "Somalia", "Recipient Country": "SOM"}
    found |= {name.replace("_", " "): value for name, value in cells.items()}
    assert len(found) == 40
    return [found[name] for name in HEADER]


@pytest.mark.parametrize(
    "header",
    [HEADER, OLDER, [n.replace(" ", "_").lower() for n in HEADER], [n.replace(" ", ".") for n in OLDER], [*HEADER, ""]],
    ids=["names", "older", "underscores", "dots", "trailing tab"],
)
def test_every_way_to_write_the_header(tmp_path: Path, header: list[str]) -> None:
    found = imported("polecat", tmp_path, tsv(tmp_path / "p.txt", [header, row("A1"), [*row("A2"), "", ""]]))
    assert [(e["actor"], e["recipient"], e["event"]) for e in found.rows] == [(["KEN"], ["SOM"], "CONSULT")] * 2


def test_every_quirk_is_accounted_for(tmp_path: Path) -> None:
    rows = [
        row("1", Event_Type="ASSAULT", Event_Mode="heavy-weapons; firearms", Contexts="military; terrorism"),
        row("1"),
        row("2", Recipient_Name="None", Recipient_Country="None"),
        row("3", Event_Type="STATEMENT"),
        row("4", Actor_Name="Nobody We Know", Actor_Country="None"),
        row("5", Actor_Name="None", Actor_Country="IRN; RUS", Placename="Moscow", Country="RUS"),
        row("6", Event_Date="None"),
        row("7")[:30],
        row("8", Actor_Name="Kenya; Lilliput", Actor_Country="KEN; None"),
        row("9", Event_Type="REQUEST"),
    ]
    found = imported("polecat", tmp_path, tsv(tmp_path / "p.txt", [HEADER, *rows]))
    account = found.account
    assert (account.rows, account.mapped, account.duplicates, account.malformed) == (10, 4, 1, 2)
    assert account.unmapped == {"a party is missing": 1, "code not known": 1, "actor not known": 1}
    assert found.lines() == [(8, "the date is missing (--date gives one)"), (9, "30 fields instead of 40")]
    first = found.events["1"]
    assert (first["event"], first["mode"], first["score"], first["code"]) == (
        "ASSAULT",
        "heavy-weapons",
        -10.0,
        "ASSAULT/heavy-weapons",
    )
    assert (found.events["5"]["actor"], found.events["5"]["place"]) == (["IRN", "RUS"], "Moscow, RUS")
    assert (found.events["9"]["event"], found.events["9"]["sign"], found.events["9"]["score"]) == ("REQUEST", 0, 0)
    assert (found.events["8"]["actor"], found.events["8"]["actor_given"]) == (["KEN"], "Kenya; Lilliput")
    assert found.unresolved == {"Nobody We Know": 1, "Lilliput": 1}


def test_a_stance_of_our_export_keeps_its_sign(tmp_path: Path) -> None:
    stances = [row(n, Event_Type="STANCE", Intensity=score) for n, score in (("1", "-4.0"), ("2", "4.0"), ("3", "0.0"))]
    found = imported("polecat", tmp_path, tsv(tmp_path / "p.txt", [HEADER, *stances]))
    assert [found.events[n]["sign"] for n in "123"] == [-1, 1, 0]
    assert [found.events[n]["score"] for n in "123"] == [-4.0, 4.0, 0.0]


@pytest.mark.parametrize(
    ("names", "countries", "cow", "primary", "sectors", "actors"),
    [
        ("", "IRN", "", "GOV", "GOV; MIL", ("IRN",)),
        # As many primary sectors as names, as in our own export: each its own.
        ("Syria: rebels; United States", "SYR; USA", "652; 2", "REB; GOV", "REB; GOV", ("SYR:REB", "USA")),
        ("United States; Hezbollah", "USA; None", "2; None", "GOV; None", "GOV; None", ("USA", "HEZBOLLAH")),
        ("", "Iran", "", "", "", ("IRN",)),
        ("", "", "630", "", "", ("IRN",)),
        ("Taliban", "AFG", "700", "REB", "REB", ("TALIBAN",)),
        ("Vladimir Putin", "RUS", "365", "GOV", "GOV; ELI", ("RUS",)),
        ("A Shopkeeper", "MLI", "432", "CVL", "CVL", ("MLI:CVL",)),
        ("A Shopkeeper", "MLI", "432", "", "", ()),
        ("Hamas; Hezbollah", "PSE", "", "REB", "REB", ("HAMAS", "HEZBOLLAH")),
        ("Iran; Russia", "IRN; RUS", "", "GOV", "GOV", ("IRN", "RUS")),
        ("", "NOWHERE", "", "GOV", "GOV", ()),
    ],
)
def test_actors(names: str, countries: str, cow: str, primary: str, sectors: str, actors: tuple[str, ...]) -> None:
    assert polecat_actors(parties(), names, countries, cow, primary, sectors).ids == actors


def test_our_own_export_comes_back_with_its_sources(tmp_path: Path, give: Give) -> None:
    path = tmp_path / "p.txt"
    path.write_text(give("polecat"), encoding="utf-8", newline="")
    found = imported("polecat", tmp_path, path, day=dt.date(2020, 1, 1))
    assert (found.account.rows, found.account.malformed) == (9, 0)
    rows = {event["code"]: event for event in found.rows}
    meeting = rows["CONSULT///asserted"]
    assert meeting["text"] == "التقى وفدا كينيا وإثيوبيا في نيروبي."
    assert meeting["url"] == "https://example.org/خبر?a=1&b=2"
    assert rows["AID///hedged"]["score"] == rows["AID///asserted"]["score"] / 2
    assert rows["REJECT///negated"]["score"] == 0
