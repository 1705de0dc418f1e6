"""Short builders: files of each data set, and an import without a store."""

import csv
import io
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from tashabuk.actors.catalogue import Catalogue
from tashabuk.exchange.incoming.account import Account
from tashabuk.exchange.incoming.formats import FORMATS
from tashabuk.exchange.incoming.importer import Importer
from tashabuk.exchange.incoming.layouts import Reading
from tashabuk.exchange.incoming.parties import Parties
from tashabuk.exchange.incoming.sources import Source, sources
from tashabuk.model import Finding

Row = dict[str, Any]


class Imported:
    """What an import gave: its account, its events by id, and the actors it could not resolve."""

    def __init__(self, account: Account, rows: list[Row], unresolved: list[tuple[str, int]]) -> None:
        self.account = account
        self.rows = rows
        self.unresolved = dict(unresolved)
        self.events = {row["id"]: row for row in rows}

    def lines(self) -> list[tuple[int | None, str]]:
        """Line and problem of the findings."""
        return [(finding.line, finding.problem) for finding in self.account.findings]


@cache
def parties(codes: str = "") -> Parties:
    """Look-up in the shipped catalogue."""
    return Parties(Catalogue.load(), codes)


def imported(name: str, folder: Path, *paths: Path | str, codes: str = "", **reading: Any) -> Imported:
    """Import files in a scratch folder below `folder`; the account must add up."""
    scratch = folder / "scratch"
    scratch.mkdir()
    form = FORMATS[name](parties(codes))
    importer = Importer(form, scratch, Reading(**reading))
    found = list(sources(map(str, paths)))
    for item in found:
        if isinstance(item, Finding):
            importer.account.found(item)
    try:
        parts = list(importer.parts([s for s in found if isinstance(s, Source)]))
        rows: list[Row] = []
        with duckdb.connect() as connection:
            for part in parts:
                answer = connection.execute("SELECT * FROM read_parquet(?)", [str(part.path)])
                names = [column[0] for column in answer.description or ()]
                rows += [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
        account = importer.account
        assert account.rows == account.kept + account.duplicates + account.malformed
        assert account.kept == len(rows)
        return Imported(account, rows, importer.unresolved())
    finally:
        importer.close()


def tsv(path: Path, rows: Sequence[Sequence[str]], end: str = "\n") -> Path:
    """A tab-separated file, nothing quoted."""
    path.write_text("".join("\t".join(row) + end for row in rows), encoding="utf-8", newline="")
    return path


def table(path: Path, header: Sequence[str], rows: Sequence[Row], delimiter: str = ",") -> Path:
    """A CSV file with a header; fields that a row lacks are empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def jsonl(path: Path, rows: Sequence[Any]) -> Path:
    """JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
