"""`tashabuk export` as users run it."""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from .conftest import in_folder

ARTICLE = "اتهمت كينيا إثيوبيا بدعم حركة الشباب سرا في عام 2019. قصفت حركة الشباب القوات الكينية أمس."


@pytest.fixture(scope="module")
def filled(folder: Path):
    """The command in a folder whose store holds the article."""
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    tashabuk = in_folder(folder)
    assert tashabuk("read", "a.txt", "--published", "2021-05-04").returncode == 0
    return tashabuk


def test_to_standard_output_and_to_a_file(filled, folder: Path) -> None:
    done = filled("export", "csv", "--from", "2021")
    (row,) = csv.DictReader(io.StringIO(done.stdout.decode()))
    assert (row["actor"], row["recipient"], row["sentence"]) == (
        "ALSHABAAB",
        "KEN",
        "قصفت حركة الشباب القوات الكينية أمس.",
    )
    assert filled("export", "graphml", "-o", "ties.graphml", "--codebook").returncode == 0
    assert "كينيا" in (folder / "ties.graphml").read_text(encoding="utf-8")
    assert (folder / "ties.graphml.codebook.md").exists()


def test_the_schema_is_printed(filled) -> None:
    assert json.loads(filled("export", "schema").stdout)["required"][0] == "id"


def test_a_whole_store(filled, folder: Path) -> None:
    assert filled("export", "parquet", "--whole", "-o", "backup").returncode == 0
    assert {p.stem for p in (folder / "backup").iterdir()} == {"documents", "statements", "judgements", "coded_events"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gephi",), "Use one of csv, jsonl"),
        (("parquet",), "-o FILE"),
        (("jsonl", "--whole", "--actor", "KEN"), "leave the other options out"),
        (("csv", "-o", "missing" + os.sep + "x.csv"), "cannot be written"),
    ],
)
def test_a_wrong_request_is_explained(filled, arguments: tuple[str, ...], said: str) -> None:
    done = filled("export", *arguments)
    assert (done.returncode, said in done.stderr.decode()) == (2, True), done.stderr.decode()
