"""Whatever is wrong with the input: a message that names it, the rest of the work done, exit code 1, no stack trace."""

import gzip
import json
import os
from pathlib import Path

import duckdb
import pytest

GOOD = "قصفت الطائرات الروسية مواقع تنظيم داعش في سوريا. وقدمت تركيا مساعدات إلى الصومال."
ENGLISH = "The two ministers met in the capital and signed an agreement on Monday morning."


def _lines(*texts: str) -> bytes:
    return "\n".join(texts).encode()


def _line(number: int) -> str:
    return json.dumps({"id": f"d{number}", "text": f"{GOOD} {number}", "published": "2021-05-04"}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", ("empty.txt", "empty")),
        ("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d", ("binary.txt", "binary")),
        ("english.txt", ENGLISH.encode(), ("english.txt", "not in Arabic")),
        ("broken.jsonl", _lines(_line(1), '{"id": "x", "text"', _line(2)), ("broken.jsonl:2", "no valid JSON")),
        ("textless.jsonl", _lines(_line(1), '{"id": "x"}', _line(2)), ("textless.jsonl:2", "no `text`")),
        (
            "dateless.jsonl",
            _lines(_line(1), _line(2).replace("2021-05-04", "31/31/2021")),
            ("dateless.jsonl:2", "no date"),
        ),
        ("cut.jsonl.gz", gzip.compress(_lines(_line(1), _line(2)) * 50)[:-20], ("cut.jsonl.gz", "damaged")),
    ],
)
def test_one_bad_text_among_good_ones(
    tashabuk, tmp_path: Path, name: str, content: bytes, said: tuple[str, str]
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = tashabuk("read", name, "good.txt", "--format", "jsonl")
    messages = done.stderr.decode()
    assert done.returncode == 1
    assert all(part in messages for part in said), messages
    read = {json.loads(line)["id"]: json.loads(line)["statements"] for line in done.stdout.decode().splitlines()}
    assert read["good"], "the good text is read all the same"
    if name.endswith(".jsonl"):
        assert read["d1"], "and so are the good lines"


def test_missing_file_and_folder_without_texts(tashabuk, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "picture.png").write_bytes(b"\x89PNG")
    done = tashabuk("read", "nowhere.txt", "folder", "--no-store")
    messages = done.stderr.decode()
    assert done.returncode == 1
    assert "nowhere.txt" in messages
    assert "no such file" in messages
    assert "folder holds no texts" in messages


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-16-le", "utf-8-sig"])
def test_other_encodings_are_read_as_if_they_were_utf8(tashabuk, tmp_path: Path, encoding: str) -> None:
    for name, code in (("a.txt", "utf-8"), ("b.txt", encoding)):
        (tmp_path / name).write_bytes(GOOD.encode(code))
    done = tashabuk("read", "a.txt", "b.txt", "--no-store", "--format", "jsonl")
    one, two = (json.loads(line)["statements"] for line in done.stdout.decode().splitlines())
    assert done.returncode == 0
    assert one == two
    assert one


def test_a_paragraph_of_20_megabytes_is_read(tashabuk, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("وقالت المصادر إن الطقس معتدل في البلاد كلها " * 250_000, encoding="utf-8")
    assert (tmp_path / "long.txt").stat().st_size > 19_000_000
    done = tashabuk("read", "long.txt", "--no-store")
    assert done.returncode == 1
    assert "long.txt: the text is one very long paragraph" in done.stderr.decode()


def test_dates_that_are_none(tashabuk) -> None:
    done = tashabuk("read", "-", "--published", "soon", stdin=GOOD.encode())
    assert done.returncode == 2
    assert "2021-09-20" in done.stderr.decode()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tashabuk, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    done = tashabuk("read", "-", "--store", locked / "s.duckdb", stdin=GOOD.encode())
    assert done.returncode == 1
    assert "--store" in done.stderr.decode()


def test_stores_that_cannot_be_used(tashabuk, tmp_path: Path) -> None:
    newer, other, text = (tmp_path / name for name in ("newer.duckdb", "other.duckdb", "text.duckdb"))
    text.write_text("no database " * 1000, encoding="utf-8")
    with duckdb.connect(str(newer)) as connection:
        connection.execute("CREATE TABLE tashabuk_migrations (number INTEGER, name VARCHAR)")
        connection.execute("INSERT INTO tashabuk_migrations VALUES (99, 'from the future')")
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE flowers (name VARCHAR)")
    for path, said in (
        (newer, "newer Tashabuk"),
        (other, "no Tashabuk store"),
        (text, "no Tashabuk store"),
        (tmp_path / "no" / "s", "--store"),
        (tmp_path, "is a folder"),
    ):
        for arguments in (("read", "-"), ("ties",)):
            if path.exists() or arguments[0] == "read":
                done = tashabuk(*arguments, "--store", path, stdin=GOOD.encode())
                assert (done.returncode, said in done.stderr.decode()) == (1, True), done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ties",), "Read something first"),
        (("tie", "IRN"), "Usage"),
        (("read",), "Usage"),
        (("read", "-", "--no-store", "--store", "x"), "exclude each other"),
        (("evaluate", "nothing.jsonl"), "nothing.jsonl"),
        (("read", "-", "--no-store", "--actors", "none.csv"), "no such file"),
    ],
)
def test_wrong_usage_says_what_to_do(tashabuk, arguments: tuple[str, ...], said: str) -> None:
    done = tashabuk(*arguments, stdin=GOOD.encode())
    assert done.returncode in (1, 2)
    assert said in done.stderr.decode()


def test_unknown_and_ambiguous_actors(tashabuk) -> None:
    tashabuk("read", "-", stdin=GOOD.encode())
    done = tashabuk("tie", "روسيااا", "SYR")
    assert (done.returncode, "RUS" in done.stderr.decode()) == (2, True)
