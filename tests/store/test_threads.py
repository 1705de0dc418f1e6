"""Many threads on one store: readers together, writers alone, and none of them lost."""

import threading
from pathlib import Path

from tashabuk.model import Document
from tashabuk.store import Store


def test_readers_and_writers_of_one_process(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    Store(path).check()
    problems: list[BaseException] = []
    seen: list[int] = []

    def write(number: int) -> None:
        for k in range(5):
            Store(path).add([(Document(f"d{number}.{k}", f"نص {number} {k}"), ())], "r")

    def read() -> None:
        for _ in range(10):
            seen.append(Store(path).counts()["documents"])

    def kept(work: object, *arguments: object) -> None:
        try:
            work(*arguments)  # type: ignore[operator]
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=kept, args=(write, n)) for n in range(2)]
    threads += [threading.Thread(target=kept, args=(read,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    assert len(seen) == 60
    assert Store(path).counts()["documents"] == 10
