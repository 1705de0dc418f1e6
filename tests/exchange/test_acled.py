"""ACLED: quoted notes over several lines, actors by name, force that is turned to its source."""

from pathlib import Path

import pytest

from tashabuk.exchange.incoming.acled import acled_actor, acled_code

from .build import imported, parties, table

HEADER = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
ARMY, PEOPLE = "Military Forces of Kenya (2022-)", "Civilians (Kenya)"


def row(number: str, kind: str = "Attack", one: str = ARMY, two: str = PEOPLE, **cells: str) -> dict[str, str]:
    found = {"event_id_cnty": number, "event_date": "2023-02-01", "sub_event_type": kind, "actor1": one, "actor2": two}
    return found | {"inter1": "State forces", "inter2": "Civilians", "country": "Kenya", "location": "Wajir"} | cells


def test_every_quirk_is_accounted_for(tmp_path: Path) -> None:
    rows = [
        row("K1", notes='They said "stop",\nand then, it stopped.', source="Daily A; Daily B; Daily C"),
        row("K1"),
        row("K2", event_date="05 January 2023"),
        row("K3", kind="Peaceful protest", one="Protesters (Kenya)", two="", inter1="6", inter2=""),
        row(
            "K4", kind="Excessive force against protesters", one="Protesters (Kenya)", two=ARMY, inter1="6", inter2="1"
        ),
        row("K5", kind="Change to group/activity"),
        row("K6", kind="Something new"),
        row("K7", one="Unidentified Armed Group (Kenya)", inter1="Political militia"),
        row("K8", event_date="sometime"),
    ]
    path = table(tmp_path / "acled.csv", HEADER, rows)
    path.write_text(path.read_text() + 'K9,"2023-02-01\n' + "K10,2023-02-01\n", encoding="utf-8")
    found = imported("acled", tmp_path, path)
    account = found.account
    assert (account.rows, account.mapped, account.duplicates, account.malformed) == (11, 3, 1, 3)
    assert account.unmapped == {
        "a party is missing": 1,
        "dropped by PLOVER": 1,
        "code not known": 1,
        "actor not known": 1,
    }
    assert [line for line, _ in found.lines()] == [11, 12, 13]
    first = found.events["K1"]
    assert (first["text"], first["sources"]) == ('They said "stop", and then, it stopped.', 3)
    assert (first["actor"], first["recipient"], first["event"]) == (["KEN"], ["KEN:CVL"], "ASSAULT")
    assert str(found.events["K2"]["day"]) == "2023-01-05"
    turned = found.events["K4"]
    assert (turned["actor"], turned["recipient"], turned["event"]) == (["KEN"], ["KEN:CVL"], "ASSAULT")
    assert turned["actor_given"] == ARMY
    assert found.unresolved == {"Unidentified Armed Group (Kenya)": 1}


@pytest.mark.parametrize(
    ("name", "inter", "actor"),
    [
        ("Military Forces of Afghanistan (2021-)", "State forces", "AFG"),
        ("Military Forces of Ukraine (2019-) Air Force", "1", "UKR"),
        ("Police Forces of India (2014-) Border Security Force", "1", "IND"),
        ("Government of the Gambia (2017-)", "1", "GMB"),
        ("Civilians (Somalia)", "7", "SOM:CVL"),
        ("Rioters (India)", "Rioters", "IND:CVL"),
        ("Al Shabaab", "2", "ALSHABAAB"),
        ("HTS: Hayat Tahrir al Sham", "2", "HTS"),
        ("QSD: Syrian Democratic Forces", "2", "SDF"),
        ("PKK: Kurdistan Workers Party", "2", "PKK"),
        ("XYZ: Nobody We Know", "2", ""),
        ("Islamic State (Iraq)", "Rebel group", "ISIS"),
        ("Civilians (International)", "7", ""),
        ("Unidentified Communal Militia (Mali)", "4", ""),
        ("Military Forces of Atlantis (1990-)", "1", ""),
    ],
)
def test_actors(name: str, inter: str, actor: str) -> None:
    assert acled_actor(parties(), name, inter).ids == ((actor,) if actor else ())


def test_sub_events_have_their_plover_type() -> None:
    assert (acled_code("Air/drone strike").event, acled_code("suicide bomb").mode) == ("ASSAULT", "suicide-attack")
    assert (acled_code("Agreement").event, acled_code("Non-violent transfer of territory").mode) == (
        "AGREE",
        "withdraw",
    )
