"""Duplicate detection measured: `python benchmarks/repeats.py [ARTICLES.jsonl.gz [COUNT]]`.

Prints precision and recall of pairs on the made set with known copies (`tests/relate/reprints.py`); then, for a file of
articles, what it took, how many copies were found, and pairs to judge by hand, drawn evenly over the resemblance.
"""

from __future__ import annotations

import itertools
import random
import resource
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

from tashabuk.ingest import Given, read_paths
from tashabuk.model import Document
from tashabuk.relate.repeats import candidates, compare, is_copy, shingles, signature, witnesses

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "relate"))
from reprints import Made, made_set

SHOWN = 40


def groups_of(
    texts: list[str], days: list[int | None]
) -> tuple[dict[str, str], list[tuple[int, int, float, float]], int]:
    """Witness groups of texts by number, the pairs of copies with resemblance and containment, the pairs proposed."""
    proposed = candidates(np.array([signature(text) for text in texts]))
    pairs = []
    for i, j in proposed:
        a, b = shingles(texts[i]), shingles(texts[j])
        first, second = days[i], days[j]
        if is_copy(a, b, first - second if first is not None and second is not None else None):
            pairs.append((i, j, *compare(a, b)))
    names = [f"{n:07d}" for n in range(len(texts))]
    return witnesses(names, [(names[i], names[j]) for i, j, _, _ in pairs]), pairs, len(proposed)


def measure_made() -> None:
    """Precision and recall on all pairs of the made set, and recall by what was done to a copy."""
    made: list[Made] = made_set()
    groups = list(groups_of([m.text for m in made], [None] * len(made))[0].values())
    right = wrong = missed = 0
    by_kind: Counter[tuple[str, bool]] = Counter()
    for (i, a), (j, b) in itertools.combinations(enumerate(made), 2):
        same, found = a.origin == b.origin, groups[i] == groups[j]
        right, wrong, missed = right + (same and found), wrong + (found and not same), missed + (same and not found)
        if same and "dispatch" in (a.how, b.how):
            by_kind[b.how if a.how == "dispatch" else a.how, found] += 1
    precision, recall = right / (right + wrong), right / (right + missed)
    print(f"made set: {len(made)} documents; precision {precision:.3f}, recall {recall:.3f}")
    for kind in sorted({kind for kind, _ in by_kind}):
        print(f"  {kind}: {by_kind[kind, True]} of {by_kind[kind, True] + by_kind[kind, False]} found")


def measure_file(path: str, count: int) -> None:
    """Time, memory, and pairs to judge."""
    documents = list(itertools.islice((d for d in read_paths([path], Given()) if isinstance(d, Document)), count))
    started = time.perf_counter()
    groups, pairs, proposed = groups_of(
        [d.text for d in documents], [d.published.toordinal() if d.published else None for d in documents]
    )
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = len(documents) / seconds
    print(f"{len(documents)} articles in {seconds:.1f} s ({rate:.0f} a second), {memory:.0f} MB at most")
    sizes = Counter(Counter(groups.values()).values())
    print(f"{proposed} pairs proposed, {len(pairs)} copies, {len(set(groups.values()))} witnesses")
    print("documents a witness:", ", ".join(f"{size}: {number}" for size, number in sorted(sizes.items())))
    chosen = random.Random(11).sample(pairs, min(SHOWN, len(pairs)))
    for i, j, resemblance, containment in sorted(chosen, key=lambda pair: pair[2]):
        print(f"\n{resemblance:.2f} {containment:.2f}")
        for document in (documents[i], documents[j]):
            print(f"  {document.published} {document.publisher}: {document.title}\n    {document.text[:160]!r}")


if __name__ == "__main__":
    measure_made()
    if len(sys.argv) > 1:
        measure_file(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else sys.maxsize)
