"""`tashabuk balance --edges FILE`: one object, tables, and lines that are wrong."""

import csv
import io
import json
import random
import subprocess

import pytest

from .conftest import COMMAND

FILE = """source,target,sign
A,B,1
A,C,-1
A,D,+
B,C,-
B,D,1
C,D,1
"""


@pytest.fixture
def square(tashabuk, tmp_path):
    (tmp_path / "square.csv").write_text(FILE, encoding="utf-8")
    return lambda *options: tashabuk("balance", "--edges", "square.csv", *options)


def test_one_object(square) -> None:
    done = square("--format", "json", "--blocs", "any", "--landscape")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert {
        k: found[k] for k in ("n", "m", "negative", "frustration", "triangles", "balanced_triangles", "unique")
    } == {
        "n": 4,
        "m": 6,
        "negative": 2,
        "frustration": 1,
        "triangles": 4,
        "balanced_triangles": 2,
        "unique": True,
    }
    assert found["blocs"] == [["A", "B", "D"], ["C"]]
    assert found["strained"] == [{"a": "C", "b": "D", "sign": 1, "weight": 1}]
    assert (found["exact"], found["clusters"]["violated"], found["landscape"]["complete"]) == (True, 1, True)


def test_tables_csv_and_json_lines(square) -> None:
    table = square("--format", "table", "--blocs", "3", "--landscape").stdout.decode()
    assert all(part in table for part in ("Line index of balance: 1 (proved", "bloc 2: C", "C – D", "energy"))
    rows = list(csv.DictReader(io.StringIO(square("--format", "csv").stdout.decode())))
    assert [(r["actor"], r["bloc"], r["ties"], r["strained"]) for r in rows] == [
        ("A", "1", "3", "0"),
        ("B", "1", "3", "0"),
        ("C", "2", "3", "1"),
        ("D", "1", "3", "1"),
    ]
    assert len(square().stdout.splitlines()) == 1


def test_parts_that_nothing_joins_and_who_is_on_no_side(tashabuk, tmp_path) -> None:
    ties = ["A,B,-1", "B,C,1", "D,E,1", "C,D,1", "C,D,-1", "F,A,1", "F,A,-1"]
    (tmp_path / "parts.csv").write_text("source,target,sign\n" + "\n".join(ties), encoding="utf-8")
    found = json.loads(tashabuk("balance", "--edges", "parts.csv", "--format", "json").stdout)
    assert found["blocs"] == [["A", "D", "E", "F"], ["B", "C"]]
    assert (found["parts"], found["unbound"]) == ([[["A"], ["B", "C"]], [["D", "E"]]], ["F"])
    table = tashabuk("balance", "--edges", "parts.csv", "--format", "table", "--svg", "p.svg").stdout.decode()
    assert "2 parts that nothing joins" in table
    assert "on no side (no tie, or entangled ones only): F" in table
    assert "متشابكة فقط): F</text>" in (tmp_path / "p.svg").read_text(encoding="utf-8")


def test_a_file_without_a_tie_and_a_reader_that_stops(tashabuk, tmp_path, square) -> None:
    (tmp_path / "none.csv").write_text("source,target,sign\n", encoding="utf-8")
    done = tashabuk("balance", "--edges", "none.csv", "--format", "table")
    assert (done.returncode, b"holds no tie" in done.stderr, b"No ties" in done.stdout) == (0, True, True)
    lines = "\n".join(f"A{n},B{n},1\nB{n},C{n},-1" for n in range(3000))
    (tmp_path / "many.csv").write_text(f"source,target,sign\n{lines}\n", encoding="utf-8")
    command = [*COMMAND, "balance", "--edges", "many.csv", "--format", "table", "--svg", "many.svg"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        assert running.wait() == 0
        assert b"Broken" not in running.stderr.read()
    assert (tmp_path / "many.svg").exists()


def test_wrong_lines_are_named_and_the_rest_is_measured(tashabuk, tmp_path) -> None:
    lines = ["A,A,1", "A,B,x", "A,,1", "A,B,1,zero", "A,B,1,-2", "A,C,-1,-3"]
    (tmp_path / "bad.csv").write_text("source,target,sign,weight\n" + "\n".join(lines), encoding="utf-8")
    done = tashabuk("balance", "--edges", "bad.csv", "--format", "json", "--weighted")
    said = done.stderr.decode()
    assert done.returncode == 1
    assert [f"bad.csv:{n}: " in said for n in range(2, 8)] == [True] * 5 + [False]
    assert (json.loads(done.stdout)["m"], json.loads(done.stdout)["negative"]) == (1, 1)


def test_both_signs_entangle_and_directions_join(tashabuk, tmp_path) -> None:
    (tmp_path / "both.csv").write_text("Source,Target,Sign\nA,B,1\nB,A,-1\nB,C,1\nC,B,1\n", encoding="utf-8")
    found = json.loads(tashabuk("balance", "--edges", "both.csv", "--format", "json").stdout)
    assert [found[k] for k in ("m", "positive", "negative", "entangled", "frustration")] == [2, 1, 0, 1, 1]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ((), 2, "no store"),
        (("--edges", "none.csv"), 1, "no such file"),
        (("--edges", "columns.csv"), 1, "source, target and sign"),
        (("--edges", "good.csv", "--blocs", "1"), 2, "no number of blocs"),
        (("--edges", "good.csv", "--sizes", "good.csv"), 2, "belongs to --landscape"),
        (("--edges", "good.csv", "--landscape", "--sizes", "sizes.csv"), 1, "sizes.csv:3"),
        (("--edges", "good.csv", "--landscape", "--sizes", "other.csv"), 2, "Z has a size"),
    ],
)
def test_wrong_usage(tashabuk, tmp_path, options, code, said) -> None:
    (tmp_path / "columns.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "good.csv").write_text(FILE, encoding="utf-8")
    (tmp_path / "sizes.csv").write_text("actor,size\nA,2\nB,much\n", encoding="utf-8")
    (tmp_path / "other.csv").write_text("actor,size\nZ,2\n", encoding="utf-8")
    done = tashabuk("balance", *options)
    assert (done.returncode, said in done.stderr.decode()) == (code, True), done.stderr.decode()


def test_ten_thousand_actors_get_bounds(tashabuk, tmp_path) -> None:
    chance = random.Random(3)
    lines = ["source,target,sign"]
    lines += [f"{chance.randrange(10_000)},{10_000 + n},{chance.choice((1, -1))}" for n in range(5_000)]
    lines += [f"{a},{b},{chance.choice((1, -1))}" for a, b in (chance.sample(range(10_000), 2) for _ in range(20_000))]
    (tmp_path / "large.csv").write_text("\n".join(lines), encoding="utf-8")
    done = tashabuk("balance", "--edges", "large.csv", "--format", "json", "--time-limit", 3)
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert "a proof is unlikely" in done.stderr.decode()
    assert "3 s of processor time ran out before a proof" in done.stderr.decode()
    assert (found["n"] > 10_000, found["exact"], found["unique"]) == (True, False, None)
    assert 0 < found["frustration_bound"] < found["frustration"] == len(found["strained"])
