"""Lint of the frame lexicon and its yes/no sentences, area by area."""

from collections import Counter, defaultdict
from importlib.resources import files

from tashabuk.evaluate.corpus import corpus_documents, corpus_rows
from tashabuk.lang.ar.lexemes import frame_of
from tashabuk.lang.ar.particles import PREPOSITIONS
from tashabuk.lang.ar.tables import Row, rows, table
from tashabuk.model import EventType, Sign
from tashabuk.text.fold import fold_for_reading

ROWS = list(rows("lexicon"))
FORMS = {"n", "a", "q1", "q2", "q4", *(str(n) for n in range(2, 11)), *(f"1{v}" for v in "uia")}
PLACES = {"s", "o", "g", "v", *PREPOSITIONS, *PREPOSITIONS.values(), "ل", "ب"}
FLAGS = {"recip", "weak", "negated", "covert", "overt"}
PLANS = {"topic", "agenda", "duty", "asked", "plan", "fear", "condition"} | {
    "promise",
    "effort",
    "motion",
    "deal",
    "stopped",
    "calledoff",
}


def _faults(row: Row) -> list[str]:
    cells = row.cells
    faults = []
    if cells["form"] not in FORMS:
        faults.append(f"form {cells['form']!r}")
    if cells["form"] not in ("n", "a") and not 3 <= len(cells["root"].split()) <= 4:
        faults.append(f"root {cells['root']!r}")
    if cells["event"] not in list(EventType):
        faults.append(f"event {cells['event']!r}")
    elif cells["event"] != "STANCE" and int(cells["sign"]) not in (0, int(EventType(cells["event"]).usual_sign)):
        faults.append(f"sign {cells['sign']} of {cells['event']}")
    faults += [
        f"place {p!r}"
        for c in ("actor", "recipient")
        for p in row.list(c, "|")
        if fold_for_reading(p) not in PLACES | {"-"}
    ]
    faults += [f"flag {f!r}" for f in row.list("flags") if f not in FLAGS]
    if not cells["actor"]:
        faults.append("no place for the actor")
    return [f"{row.place} {cells['lemma']}: {fault}" for fault in faults]


def test_every_row_is_well_formed() -> None:
    assert [fault for row in ROWS for fault in _faults(row)] == []


def test_there_are_1200_predicates_over_all_types() -> None:
    assert len(ROWS) >= 1200
    counts = Counter(row.cells["event"] for row in ROWS)
    assert set(counts) == set(EventType)
    assert min(counts.values()) >= 15, counts


def test_no_predicate_is_listed_twice() -> None:
    seen = Counter(
        (*(r.cells[c] for c in ("lemma", "form", "event", "sign", "with")), "negated" in r.cells["flags"]) for r in ROWS
    )
    assert [key for key, n in seen.items() if n > 1] == []


def test_senses_of_a_lemma_are_told_apart_by_their_names() -> None:
    seen = Counter((frame_of(r).id, r.cells["form"], r.cells["sign"]) for r in ROWS)
    assert [key for key, n in seen.items() if n > 1] == []


def test_a_lemma_has_one_root_for_each_form() -> None:
    roots = defaultdict(set)
    for row in ROWS:
        if row.cells["root"]:
            roots[row.cells["lemma"], row.cells["form"]].add(row.cells["root"])
    assert {key: found for key, found in roots.items() if len(found) > 1} == {}


def test_signs_are_signs() -> None:
    assert {frame_of(row).sign for row in ROWS} == set(Sign)


def test_words_for_plans_are_folded_each_once_and_of_a_known_kind() -> None:
    found = [(row.cells["phrase"], row.cells["value"]) for row in table("cues/plans.tsv")]
    phrases = [phrase for phrase, _ in found]
    assert {value for _, value in found} == PLANS
    assert [phrase for phrase, n in Counter(phrases).items() if n > 1] == []
    assert [phrase for phrase in phrases if fold_for_reading(phrase) != phrase] == []


def test_each_area_has_its_sentences() -> None:
    folder = files("tashabuk.lang.ar")
    areas = {p.name for p in folder.joinpath("lexicon").iterdir() if p.name.endswith(".tsv")}
    assert areas == {p.name for p in folder.joinpath("corpus").iterdir()}
    kinds = Counter((row["place"].split(":")[0], row["kind"]) for row in corpus_rows())
    assert all(kinds[area, kind] >= 100 for area in areas for kind in ("yes", "no")), kinds


def test_the_predicate_of_almost_every_yes_sentence_is_found(unparsed) -> None:
    wanted = [row["place"] for row in corpus_rows() if row["kind"] == "yes"]
    found = {gold.document.id for gold, _ in corpus_documents(unparsed) if gold.statements}
    missed = [place for place in wanted if place not in found]
    assert len(missed) <= 0.04 * len(wanted), missed


def test_no_sentence_without_a_statement_gives_many(pack, unparsed) -> None:
    from tashabuk.read.pipeline import read

    silent = [gold.document for gold, _ in corpus_documents(unparsed) if not gold.statements]
    loud = [d.id for d in silent if read(d, pack)]
    assert len(loud) <= 0.05 * len(silent), loud
