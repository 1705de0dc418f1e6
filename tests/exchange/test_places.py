"""Where exports go: files that are whole or not there, standard output, and clear words where neither can be."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pandas
import pytest

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.exchange.atomic import write_text
from tashabuk.workbench.exporting import export
from tashabuk.workbench.giving import Selection


def write(store: Path, name: str, target: Path | None, **options: bool) -> bytes:
    out = io.BytesIO()
    export(store, name, target, Selection(), Catalogue.load(), stdout=out, **options)
    return out.getvalue()


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("قديم", encoding="utf-8")

    def broken() -> Iterator[str]:
        yield "new"
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        write_text(path, broken())
    assert path.read_text(encoding="utf-8") == "قديم"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(store: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "real" / "s.csv")
    write(store, "csv", tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real" / "s.csv").read_bytes().startswith(b"id,actor")


def test_a_device_is_written_to_and_stays(store: Path) -> None:
    write(store, "csv", Path(os.devnull))
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("name", ["csv", "parquet", "neo4j"])
def test_a_place_that_cannot_be_written(store: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    for target in (tmp_path / "missing" / "x", tmp_path / "file" / "x"):
        with pytest.raises(UsageError, match="-o"):
            write(store, name, target)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_a_folder_is_no_file(store: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="folder"):
        write(store, name, tmp_path)
    assert not list(tmp_path.iterdir())


def test_binary_goes_to_standard_output_only_when_asked(store: Path) -> None:
    with pytest.raises(UsageError, match="-o -"):
        write(store, "parquet", None)
    assert len(pandas.read_parquet(io.BytesIO(write(store, "parquet", Path("-"))))) == 9


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("gephi", {}, "csv, jsonl, parquet"),
        ("neo4j", {}, r"nodes\.csv, relationships\.csv"),
        ("csv", {"codebook": True}, "-o FILE"),
    ],
)
def test_what_is_wrong_is_said(store: Path, name: str, options: dict[str, bool], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        write(store, name, None, **options)


def test_the_codebook_is_written_beside(store: Path, tmp_path: Path) -> None:
    write(store, "panel", tmp_path / "لوحة.csv", codebook=True)
    assert {p.name for p in tmp_path.iterdir()} == {"لوحة.csv", "لوحة.csv.codebook.md"}
