"""ICEWS: the published sample accounted for, and its quirks in rows of our own."""

import collections
import csv
from pathlib import Path

import pytest

from tashabuk.exchange.incoming.codes import CAMEO_QUADS, cameo
from tashabuk.exchange.incoming.icews import icews_actor
from tashabuk.model import EventType

from .build import Imported, imported, parties, tsv

SAMPLE = Path(__file__).parents[2] / "../shared/bench/formats/icews_events_2018_sample.tab"
HEADER = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)


def row(number: str, day: str, source: str, target: str, code: str) -> list[str]:
    cells = dict.fromkeys(HEADER, "NA") | {"Event ID": number, "Event Date": day, "CAMEO Code": code}
    cells |= {"Source Name": source, "Target Name": target, "Source Country": source, "Target Country": target}
    return [cells[name] for name in HEADER]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The published sample, imported once."""
    if not SAMPLE.exists():
        pytest.skip("needs the ICEWS sample in ../shared")
    return imported("icews", tmp_path_factory.mktemp("sample"), SAMPLE)


def test_the_sample_is_accounted_for_row_by_row(sample: Imported) -> None:
    account = sample.account
    with SAMPLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert account.rows == len(rows) == 3705
    assert (account.duplicates, account.malformed, account.problems) == (0, 0, 0)
    dropped = sum(row["CAMEO Code"].startswith(("01", "02")) for row in rows)
    assert account.unmapped["dropped by PLOVER"] == dropped == 808
    assert account.mapped >= 2450, "fewer actors are resolved than before"
    for row_ in rows:
        event = sample.events[f"{row_['Event ID']}:{row_['Event Date']}"]
        assert (event["code"], event["actor_given"], event["recipient_given"]) == (
            row_["CAMEO Code"],
            row_["Source Name"],
            row_["Target Name"],
        )


def test_the_quad_class_is_that_of_the_code_but_for_documented_differences(sample: Imported) -> None:
    differing: collections.Counter[str] = collections.Counter()
    investigations = 0
    for event in sample.rows:
        if event["event"] is None:
            continue
        root = int(event["code"][:2])
        investigations += root == 9
        theirs = next(quad for quad, roots in CAMEO_QUADS.items() if root in roots)
        if EventType(event["event"]).quad is not theirs:
            differing[f"{root:02} {event['event']}"] += 1
    # CAMEO's 08 (yield) is material cooperation as a whole; PLOVER counts what is conceded in words as verbal.
    assert differing == {"08 CONCEDE": 11}
    assert investigations == 27, "09 (investigate) is ACCUSE, verbal conflict on both sides"


def test_reciprocal_pairs_of_the_sample_stay_two_events(sample: Imported) -> None:
    consultations = [e for e in sample.rows if e["code"] == "040"]
    pairs = collections.Counter((e["actor_given"], e["recipient_given"]) for e in consultations)
    assert sum(pairs[b, a] >= n for (a, b), n in pairs.items()) > 0.9 * len(pairs)


def test_quirks_of_dates_ids_and_codes(tmp_path: Path) -> None:
    rows = [
        row("7", "2014-03-01", "Kenya", "Uganda", "042"),
        row("7", "2014-03-02", "Kenya", "Uganda", "042"),  # the same id on another day is another event
        row("7", "2014-03-02", "Kenya", "Uganda", "042"),  # and again: a duplicate
        row("8", "3/9/2017", "Kenya", "Uganda", "36"),  # month/day/year, and a zero lost
        row("9", "12/31/2017", "Kenya", "Uganda", "NULL"),
        row("10", "2017-05-05", "Kenya", "Uganda", "13y"),
        row("NULL", "2017-05-06", "Kenya", "Uganda", "112"),
        row("12", "2017-05-07", "Kenya", "Atlantis", "112"),
        row("13", "2017-05-08", "NA", "Uganda", "112"),
        row("14", "5.5.2017", "Kenya", "Uganda", "112"),
        row("15", "2017-05-09", "Kenya", "Uganda", "020"),
    ]
    found = imported("icews", tmp_path, tsv(tmp_path / "e.tab", [HEADER, *rows]))
    days = {key: str(event["day"]) for key, event in found.events.items()}
    assert {"7:2014-03-01", "7:2014-03-02", "8:2017-03-09", "9:2017-12-31"} <= set(days)
    assert found.events["8:2017-03-09"]["event"] == "AGREE"
    assert found.account.as_object() | {"new": 0, "known": 0} == {
        "rows": 11,
        "mapped": 4,
        "unmapped": {
            "dropped by PLOVER": 1,
            "code not known": 2,
            "not asserted": 0,
            "a party is missing": 1,
            "actor not known": 1,
        },
        "duplicates": 1,
        "malformed": 1,
        "new": 0,
        "known": 0,
        "findings": 1,
    }
    assert found.lines() == [(11, "5.5.2017 is no date")]
    assert found.unresolved == {"Atlantis": 1}
    assert (found.events["15:2017-05-09"]["event"], found.events["15:2017-05-09"]["score"]) == (None, 0)


def test_a_file_without_codes_keeps_its_events(tmp_path: Path) -> None:
    header = [name for name in HEADER if name != "CAMEO Code"]
    cells = dict(zip(HEADER, row("1", "01/02/2017", "Kenya", "Uganda", ""), strict=True))
    found = imported("icews", tmp_path, tsv(tmp_path / "e.tab", [header, [cells[name] for name in header]]))
    assert found.account.unmapped == {"code not known": 1}


@pytest.mark.parametrize(
    ("name", "sectors", "country", "actor"),
    [
        ("Iran", "NA", "Iran", "IRN"),
        ("Russia", "NA", "Russian Federation", "RUS"),
        ("Police (India)", "Government,Police", "India", "IND"),
        ("Citizen (Palestinian Territory, Occupied)", "Social", "Occupied Palestinian Territory", "PSE:CVL"),
        ("Main Opposition (Ghana)", "Protestors / Popular Opposition / Mobs,Dissident", "Ghana", "GHA:OPP"),
        ("Armed Rebel (Mali)", "Rebel,Dissident", "Mali", "MLI:REB"),
        ("Business (India)", "Business,Social", "India", "IND:BUS"),
        ("Militia (Hezbollah)", "Dissident,Parties,Organized Violent", "Lebanon", "HEZBOLLAH"),
        ("Al Qaeda", "International Dissident,International Insurgents", "NA", "ALQAEDA"),
        ("European Union", "International Government Organization", "NA", "EU"),
        ("Emmanuel Macron", "Executive,Government,Elite", "Andorra", "FRA"),
        ("Criminal (India)", "Criminals / Gangs,Dissident", "India", ""),
        ("Somebody Unlisted", "NA", "India", ""),
        ("Citizen (Africa)", "General Population / Civilian / Social,Social", "NA", ""),
    ],
)
def test_actors(name: str, sectors: str, country: str, actor: str) -> None:
    found = icews_actor(parties(), name, sectors, country)
    assert found.ids == ((actor,) if actor else ())
    assert found.missing == (() if actor else (name,))


def test_reference_of_cameo() -> None:
    assert cameo("0811").event is EventType.CONCEDE
    assert cameo("0872").event is EventType.RETREAT
    assert cameo("163").event is EventType.COERCE
    assert cameo("191").event is EventType.COERCE
    assert cameo("175").event is EventType.ASSAULT
    assert cameo("999").reason == "code not known"
