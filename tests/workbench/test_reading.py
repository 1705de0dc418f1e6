"""The order and the bounds of reading."""

import json
from pathlib import Path

from tashabuk.model import Document
from tashabuk.store import Store
from tashabuk.workbench import reading
from tashabuk.workbench.reading import ReadOptions, ReadResult, read_into


def _file(path: Path, *texts: tuple[str, str]) -> str:
    lines = [
        json.dumps({"id": i, "text": f"زار وزير مصري بغداد في عام {text}"}, ensure_ascii=False) for i, text in texts
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_of_equal_texts_the_first_is_kept_however_far_apart(tmp_path: Path) -> None:
    texts = [(f"d{n}", str(2000 + n % 70)) for n in range(200)]
    store = Store(tmp_path / "s.duckdb")
    result = read_into([_file(tmp_path / "a.jsonl", *texts)], ReadOptions(store=store.path, jobs=2))
    assert (result.documents, result.skipped) == (70, 130)
    assert [d.id for d in store.documents()] == sorted(f"d{n}" for n in range(70))


def test_two_texts_with_one_id_are_noticed_as_far_back_as_is_remembered(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(reading, "REMEMBERED", 3)
    near = [("a", "2001"), ("b", "2002"), ("a", "2003")]
    far = [("c", "2004"), ("d", "2005"), ("e", "2006"), ("f", "2007"), ("c", "2008")]
    result = read_into([_file(tmp_path / "a.jsonl", *near, *far)], ReadOptions())
    assert [f.file for f in result.findings] == ["a"]
    assert result.documents == 8, "both are read all the same"


def test_progress_grows_to_the_end(tmp_path: Path) -> None:
    path = _file(tmp_path / "a.jsonl", *((f"d{n}", str(n)) for n in range(100)))
    for out in (None, tmp_path / "parts", tmp_path / "parts"):
        seen: list[tuple[int, int]] = []

        def note(result: ReadResult, seen: list[tuple[int, int]] = seen) -> None:
            seen.append((result.bytes_done, result.bytes_total))

        read_into([path], ReadOptions(out=out), on_progress=note)
        assert seen == sorted(seen)
        assert seen[-1] == (Path(path).stat().st_size,) * 2


def test_documents_are_told_in_the_order_of_the_input(tmp_path: Path) -> None:
    texts = [(f"d{n}", f"{n} " + "كلام " * (500 if n % 9 == 0 else 1)) for n in range(60)]
    told: list[str] = []

    def note(document: Document, _: object) -> None:
        told.append(document.id)

    read_into([_file(tmp_path / "a.jsonl", *texts)], ReadOptions(jobs=2), on_document=note)
    assert told == [i for i, _ in texts]
