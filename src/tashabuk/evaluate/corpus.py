"""The yes/no sentences of a language as gold documents: each shows a predicate with, or without, its event."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from tashabuk.engine.pack import LanguagePack
from tashabuk.evaluate.gold import Fields, GoldDocument
from tashabuk.model import Document
from tashabuk.read.pipeline import prepare
from tashabuk.read.state import Reading

COLUMNS = ("lemma", "event", "kind", "sentence", "actor", "recipient")
Example = dict[str, str]


def corpus_rows(language: str) -> Iterator[Example]:
    """Every yes/no sentence of a language, with the name of its file and line as `place`."""
    folder = files(f"tashabuk.lang.{language}").joinpath("corpus")
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            cells = line.split("\t")
            if line.strip() and not line.startswith("#") and cells[0] != COLUMNS[0]:
                cells += [""] * (len(COLUMNS) - len(cells))
                yield {**dict(zip(COLUMNS, cells, strict=True)), "place": f"{path.name}:{number}"}


def corpus_documents(pack: LanguagePack) -> Iterator[tuple[GoldDocument, Reading]]:
    """Each sentence as a prepared document; a yes sentence whose predicate is not found is left out."""
    for row in corpus_rows(pack.code):
        document = Document(id=row["place"], text=row["sentence"])
        reading = prepare(document, pack)
        if row["kind"] == "no":
            yield GoldDocument(document, ()), reading
        elif (statement := _statement(row, reading)) is not None:
            yield GoldDocument(document, (statement,)), reading


def _statement(row: Example, reading: Reading) -> Fields | None:
    for trigger in reading.triggers:
        for hit in trigger.hits:
            if hit.frame.event == row["event"] and hit.frame.lemma == row["lemma"]:
                word = reading.sentences[trigger.sentence].words[trigger.word]
                return {
                    "actor": row["actor"].split("+"),
                    "recipient": [r for r in row["recipient"].split("+") if r],
                    "event": row["event"],
                    "sign": int(hit.frame.sign),
                    "start": word.start,
                    "end": word.end,
                }
    return None
