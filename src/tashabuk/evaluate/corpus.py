"""The yes/no sentences of Arabic as gold documents: each shows a predicate with, or without, its event."""

from __future__ import annotations

from collections.abc import Iterator

from tashabuk.engine.pack import LanguagePack
from tashabuk.evaluate.gold import Fields, GoldDocument
from tashabuk.lang.ar.tables import rows
from tashabuk.model import Document
from tashabuk.read.pipeline import prepare
from tashabuk.read.state import Reading

Example = dict[str, str]


def corpus_rows() -> Iterator[Example]:
    """Every yes/no sentence, with the name of its file and line as `place`."""
    for row in rows("corpus"):
        yield {**row.cells, "place": row.place.removeprefix("corpus/")}


def corpus_documents(pack: LanguagePack) -> Iterator[tuple[GoldDocument, Reading]]:
    """Each sentence as a prepared document; a yes sentence whose predicate is not found is left out."""
    for row in corpus_rows():
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
