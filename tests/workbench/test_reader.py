"""The reader for use cases: its version changes with all that decides what a text says, and no text stops the rest."""

from pathlib import Path

from tashabuk.model import Document, Finding
from tashabuk.workbench import reader
from tashabuk.workbench.reader import read_one, reader_version

DOCUMENT = Document("d1", "زار وزير مصري بغداد أمس.")


def test_own_actors_make_another_version(pack, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.csv", "two.csv")]
    for file in files:
        file.write_text(f"id,kind,ar\n{file.stem.upper()},group,جبهة الفجر الجديد\n", encoding="utf-8")
    versions = [reader_version(pack, actors) for actors in ([], [], files[:1], files[1:], files)]
    assert versions[0] == versions[1]
    assert len(set(versions)) == 4


def test_a_text_that_the_reader_fails_on_is_a_finding(pack, monkeypatch, capsys) -> None:
    def fails(*_: object) -> None:
        raise ValueError("no such word")

    assert not isinstance(read_one(DOCUMENT, pack), Finding)
    monkeypatch.setattr(reader, "read", fails)
    found = read_one(DOCUMENT, pack)
    assert isinstance(found, Finding)
    assert "d1: the reader fails on this text (ValueError: no such word)" in str(found)
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("TASHABUK_DEBUG", "1")
    read_one(DOCUMENT, pack)
    assert "Traceback" in capsys.readouterr().err
