"""Cut anywhere, the input gives the same documents."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tashabuk.ingest import Given, read_paths
from tashabuk.ingest.partitions import GROUP, Partition, partitions, read_partition
from tashabuk.ingest.paths import Entry, Item, entries

LINES = st.lists(
    st.sampled_from(
        [
            '{"text": "زار وزير مصري بغداد أمس."}',
            '{"text": "وصل وفد كيني إلى مقديشو.", "id": "x"}',
            '{"text": "سافر"}',
            "{broken",
            "",
            "  ",
        ]
    ),
    max_size=40,
)


def _cut(paths: Sequence[str], piece: int) -> list[Partition]:
    return list(partitions([e for e in entries(paths) if isinstance(e, Entry)], piece))


def _read(cut: Sequence[Partition]) -> list[Item]:
    return [item for partition in cut for item, _ in read_partition(partition, Given())]


@settings(deadline=None, max_examples=60)
@given(lines=LINES, piece=st.integers(1, 400), ended=st.booleans())
def test_a_file_of_lines_cut_anywhere_is_the_same_file(tmp_path_factory, lines, piece, ended) -> None:
    path = tmp_path_factory.mktemp("cut") / "lines.jsonl"
    path.write_text("\n".join(lines) + "\n" * ended, encoding="utf-8")
    cut = _cut([str(path)], piece)
    whole = list(read_paths([str(path)], Given()))
    if any(line.strip() for line in lines):
        assert _read(cut) == whole
    assert sum(p.size for p in cut) == path.stat().st_size


def test_folders_and_packed_files_are_read_as_ever(tmp_path: Path) -> None:
    line = '{"text": "زار وزير مصري بغداد أمس."}\n'
    (tmp_path / "a.txt").write_text("وصل وفد كيني إلى مقديشو.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(line * 30, encoding="utf-8")
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress((line * 30).encode()))
    (tmp_path / "d.jsonl").write_text((line * 30).removesuffix("\n"), encoding="utf-16")
    paths = [str(tmp_path), "nowhere.txt"]
    cut = _cut(paths, 70)
    assert len(cut) > 5
    assert _read(cut) == list(read_paths(paths, Given()))


def test_positions_grow_up_to_the_size(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        text = "\n".join(json.dumps({"text": f"زار وزير مصري بغداد {n}"}, ensure_ascii=False) for n in range(50))
        (tmp_path / name).write_text(text, encoding="utf-8")
    (partition,) = _cut([str(tmp_path)], 1 << 20)
    positions = [taken for _, taken in read_partition(partition, Given())]
    assert positions == sorted(positions)
    assert positions[0] > 0
    assert positions[-1] == partition.size


@settings(deadline=None, max_examples=20)
@given(number=st.integers(0, 1999))
def test_a_file_that_is_added_changes_one_group(number: int) -> None:
    names = [f"page-{n:04}.txt" for n in range(2000)]
    groups = set(partitions(Entry(n, n, 100) for n in names))
    assert 2 < len(groups) < 20 * len(names) / GROUP
    added = sorted([*names, f"page-{number:04}-new.txt"])
    assert len(set(partitions(Entry(n, n, 100) for n in added)) - groups) <= 2
