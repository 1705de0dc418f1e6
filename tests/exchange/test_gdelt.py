"""GDELT in its three shapes, with mentions, in archives, and with everything that goes wrong."""

import gzip
import zipfile
from pathlib import Path

import pytest

from tashabuk.actors.catalogue import Catalogue
from tashabuk.actors.codes import states_by
from tashabuk.exchange.incoming import records
from tashabuk.exchange.incoming.gdelt import gdelt_actor
from tashabuk.exchange.incoming.parties import known_groups, sectors

from .build import imported, parties, tsv


def event(
    number: int, one: str = "KENGOV", two: str = "SOM", code: str = "042", width: int = 61, **cells: str
) -> list[str]:
    """One row; `cells` overrides by position (`c32="5"`)."""
    row = [""] * width
    row[0], row[1], row[5], row[15], row[26], row[32] = str(number), "20230115", one, two, code, "2"
    place = 52 if width == 61 else 50
    row[place : place + 2] = ["Kabul, Kabol, Afghanistan", "AF"]
    if width != 57:
        row[-1] = f"https://news.example.org/{number}"
    for name, value in cells.items():
        row[int(name[1:])] = value
    return row


@pytest.mark.parametrize("width", [57, 58, 61])
def test_the_shapes_of_both_versions(tmp_path: Path, width: int) -> None:
    found = imported("gdelt", tmp_path, tsv(tmp_path / "g.csv", [event(1, width=width)]))
    (row,) = found.rows
    assert (row["actor"], row["recipient"], row["event"], row["mode"]) == (["KEN"], ["SOM"], "CONSULT", "visit")
    assert (str(row["day"]), row["sources"], row["dataset"]) == ("2023-01-15", 2, "gdelt")
    assert row["place"] == "Kabul, Kabol, Afghanistan (AFG)"
    assert row["url"] == ("" if width == 57 else "https://news.example.org/1")


def test_every_quirk_is_accounted_for(tmp_path: Path) -> None:
    rows = [
        event(1, c6="GOVERNMENT"),
        event(1),  # a duplicate
        event(2, two=""),  # nobody
        event(3, one="AFGINSTAL", c6="TALIBAN", code="190"),
        event(4, code="010"),
        event(5, code="9999"),
        event(6, one="XXXGOV", c6="SOMEWHERE"),
        event(7, code="36"),  # a zero lost
        event(8, c1="20231301"),
        event(9, c32=""),
        event(10)[:-1],
        [*event(11), ""],  # a trailing tab
        event(12, c52="a\tb"),
    ]
    path = tmp_path / "20230115.export.CSV"
    tsv(path, rows)
    path.write_bytes(
        path.read_bytes() + b"\t".join(c.encode() for c in event(13, c16="X")).replace(b"X", b"\xe9") + b"\n"
    )
    found = imported("gdelt", tmp_path, path)
    account = found.account
    assert (account.rows, account.mapped, account.duplicates, account.malformed) == (14, 5, 1, 4)
    assert account.unmapped == {
        "a party is missing": 1,
        "dropped by PLOVER": 1,
        "code not known": 1,
        "actor not known": 1,
    }
    assert found.lines() == [
        (9, "20231301 is no date"),
        (11, "60 fields instead of 61"),
        (13, "62 fields instead of 61"),
        (14, "the line is not UTF-8"),
    ]
    assert found.events["3"]["actor"] == ["TALIBAN"]
    assert (found.events["3"]["actor_given"], found.events["3"]["code"]) == ("AFGINSTAL (TALIBAN)", "190")
    assert (found.events["2"]["recipient"], found.events["2"]["recipient_given"]) == ([], "")
    assert found.events["9"]["sources"] == 1
    assert found.unresolved == {"XXXGOV (SOMEWHERE)": 1}


def test_blanks_around_a_field_are_no_part_of_it(tmp_path: Path) -> None:
    rows = [
        event(1, one=" KENGOV", two="SOM\u00a0", code=" 042 ", c52="  "),
        event(2, one="\u2003", c52="Kab ul", c60="https://news.example.org/\u00e9 "),
    ]
    found = imported("gdelt", tmp_path, tsv(tmp_path / "g.csv", rows))
    first, second = found.events["1"], found.events["2"]
    assert (first["actor_given"], first["recipient_given"], first["code"]) == ("KENGOV", "SOM", "042")
    assert (first["place"], second["place"]) == ("(AFG)", "Kab ul (AFG)")
    assert (second["actor_given"], second["url"]) == ("", "https://news.example.org/\u00e9")


def test_findings_name_file_and_line_however_the_rows_are_taken_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "BLOCK", 1000)
    rows = [event(number, c1="never" if number % 9 == 0 else "20230115") for number in range(1, 61)]
    one, two = tsv(tmp_path / "1.csv", rows[:32]), tsv(tmp_path / "2.csv", rows[32:])
    one.write_bytes(one.read_bytes().replace(b"\n30\t", b"\n\n30\t\t"))
    found = imported("gdelt", tmp_path, one, two)
    assert [(Path(f.file).name, f.line, f.problem) for f in found.account.findings] == [
        *(("1.csv", line, "never is no date") for line in (9, 18, 27)),
        ("1.csv", 31, "62 fields instead of 61"),
        *(("2.csv", line, "never is no date") for line in (4, 13, 22)),
    ]
    assert (found.account.rows, found.account.malformed, len(found.rows)) == (60, 7, 53)


def test_a_file_without_a_sound_line(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.csv", tsv(tmp_path / "good.csv", [event(1)])
    bad.write_bytes("\t".join(event(2, c16="é")).encode("latin-1"))
    found = imported("gdelt", tmp_path, bad)
    assert (found.account.rows, found.account.malformed, found.rows) == (1, 1, [])
    (tmp_path / "both").mkdir()
    assert list(imported("gdelt", tmp_path / "both", bad, good).events) == ["1"]


def mention(number: int, source: str) -> list[str]:
    return [str(number), "20230115000000", "20230115001500", "1", source, *["x"] * 11]


def test_mentions_count_the_sources(tmp_path: Path) -> None:
    events = tsv(tmp_path / "a.export.CSV", [event(1), event(2)])
    mentions = tsv(tmp_path / "a.mentions.CSV", [mention(1, s) for s in ("a.org", "b.org", "a.org", "c.org")])
    found = imported("gdelt", tmp_path, events, mentions)
    assert (found.account.rows, found.events["1"]["sources"], found.events["2"]["sources"]) == (2, 3, 2)


def test_archives_folders_and_patterns(tmp_path: Path) -> None:
    folder = tmp_path / "days"
    folder.mkdir()
    text = "\t".join(event(1)) + "\n"
    with zipfile.ZipFile(folder / "20230115.export.CSV.zip", "w") as archive:
        archive.writestr("20230115.export.CSV", text)
    (folder / "b.csv.gz").write_bytes(gzip.compress(text.replace("1\t2023", "2\t2023", 1).encode()))
    tsv(folder / "c.CSV", [event(3)])
    (folder / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / "one").mkdir()
    assert sorted(imported("gdelt", tmp_path / "one", folder).events) == ["1", "2", "3"]
    (tmp_path / "two").mkdir()
    assert sorted(imported("gdelt", tmp_path / "two", folder / "*.CSV*").events) == ["1", "3"]


def test_damaged_and_missing_files_are_findings_and_the_rest_is_read(tmp_path: Path) -> None:
    good = tsv(tmp_path / "good.csv", [event(1)])
    cut = tmp_path / "cut.csv.gz"
    text = "".join("\t".join(event(n, c16=f"{n * n} {n}" * 50)) + "\n" for n in range(100, 900))
    cut.write_bytes(gzip.compress(text.encode())[:-2000])
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK no archive")
    other = tsv(tmp_path / "other.csv", [["a", "b"]])
    empty = tsv(tmp_path / "empty.csv", [])
    found = imported("gdelt", tmp_path, cut, broken, other, empty, tmp_path / "none.csv", good)
    assert {"1", "100", "200"} <= set(found.events)
    assert found.account.malformed == 0
    problems = {Path(f.file).name: f.problem for f in found.account.findings}
    assert problems["cut.csv.gz"].startswith("the file cannot be read to its end")
    assert problems["broken.zip"].startswith("the archive cannot be read")
    assert problems["none.csv"] == "there is no such file"
    assert problems["other.csv"] == "its lines have 2 fields, not 61 or 58 or 57"
    assert problems["empty.csv"] == "the file is empty"


@pytest.mark.parametrize(
    ("code", "name", "actor"),
    [
        ("USA", "UNITED STATES", "USA"),
        ("IRNGOV", "IRAN", "IRN"),
        ("IRNMIL", "", "IRN"),
        ("AFGCVL", "", "AFG:CVL"),
        ("SYRREB", "", "SYR:REB"),
        ("SYROPP", "", "SYR:OPP"),
        ("EGYMED", "", "EGY:MED"),
        ("ROM", "ROMANIA", "ROU"),
        ("WSB", "WEST BANK", "PSE"),
        ("PSEINSHMS", "HAMAS", "HAMAS"),
        ("IGOUNO", "UNITED NATIONS", "UN"),
        ("YEMREB", "HOUTHIS", "HOUTHIS"),
        ("NGAREB", "BOKO HARAM", "BOKOHARAM"),
        ("USAELI", "", ""),
        ("CRM", "", ""),
        ("GOV", "", ""),
        ("CHRCTH", "CATHOLIC", ""),
    ],
)
def test_actor_codes(code: str, name: str, actor: str) -> None:
    assert gdelt_actor(parties(), code, name).ids == ((actor,) if actor else ())


def test_codes_of_countries_groups_and_roles_do_not_clash() -> None:
    catalogue = Catalogue.load()
    roles = {word.upper() for word in sectors() if len(word) == 3}
    assert not set(known_groups()) & set(states_by("cameo"))
    assert not roles & set(states_by("cameo"))
    assert not roles & set(known_groups())
    assert [actor for actor in known_groups().values() if actor not in catalogue] == []
