"""Files of coded events to Parquet parts with the columns of the store, in a stream, with an account of every row.

Memory holds one batch; what must be remembered (ids, actors) lies in a scratch database on disk.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tashabuk.exchange.incoming.account import Account
from tashabuk.exchange.incoming.format import Format
from tashabuk.exchange.incoming.layouts import NotThis, Reading, layout_of
from tashabuk.exchange.incoming.records import DAMAGED, Batch, Layout, ahead, batches, first_lines
from tashabuk.exchange.incoming.scratch import Scratch
from tashabuk.exchange.incoming.sources import Source
from tashabuk.model import Finding


class Importer:
    """One import. `folder` is an empty scratch folder; what it holds may go when the import is closed."""

    def __init__(
        self,
        form: Format,
        folder: Path,
        reading: Reading | None = None,
        on_progress: Callable[[Account], None] | None = None,
    ) -> None:
        self.account = Account()
        self._form = form
        self._reading = reading or Reading()
        self._scratch = Scratch(form, folder, self._reading.day)
        self._on_progress = on_progress or (lambda account: None)

    def close(self) -> None:
        """Let go of the scratch folder."""
        self._scratch.close()

    def parts(self, found: Sequence[Source]) -> Iterator[Path]:
        """The events of all files, as Parquet files with the columns of `CODED_COLUMNS`; the account follows them."""
        side = [source for source in found if self._is_side(source)]
        for source in side:
            self._read_side(source)
        if side:
            self._scratch.count_reporters()
        for source in found:
            if source not in side:
                yield from self._of(source)

    def unresolved(self) -> list[tuple[str, int]]:
        """Every name or code of an actor that could not be resolved, and how often, most frequent first."""
        return self._scratch.unresolved()

    def _of(self, source: Source) -> Iterator[Path]:
        try:
            layout, names = layout_of(self._form, self._reading.columns, self._first_lines(source))
            with source.open() as stream:
                for batch in ahead(batches(stream, layout, self._reading.encoding)):
                    yield from self._import(source, batch, names, layout.between)
                    self._on_progress(self.account)
        except NotThis as error:
            advice = f"check that it is {self._form.name}, or name its columns with --map FIELD=COLUMN"
            self.account.found(Finding(source.name, str(error), advice))
        except DAMAGED as error:
            self._damaged(source, error)

    def _import(self, source: Source, batch: Batch, names: Sequence[str], between: str) -> Iterator[Path]:
        account = self.account
        self._report_problems(source, batch)
        account.rows += len(batch.problems)
        account.malformed += len(batch.problems)
        if not batch.rows:
            return
        rows = self._scratch.take(batch.data, names, between)
        bad = self._scratch.problems()
        for line, problem in bad:
            account.found(Finding(source.name, problem, "mend the line, or leave it out", line))
        path, counts = self._scratch.write(self._dataset(source))
        account.rows += rows
        account.malformed += len(bad)
        account.duplicates += rows - len(bad) - sum(counts.values())
        for reason, count in counts.items():
            if reason is None:
                account.mapped += count
            else:
                account.unmapped[reason] = account.unmapped.get(reason, 0) + count
        yield path

    def _dataset(self, source: Source) -> str:
        if self._reading.dataset or not self._form.named_by_file:
            return self._reading.dataset or self._form.name
        return f"{self._form.name}:{source.path.name.split('.')[0]}"

    def _first_lines(self, source: Source) -> list[str]:
        with source.open() as stream:
            return first_lines(stream, self._reading.encoding)

    def _is_side(self, source: Source) -> bool:
        side = self._form.side
        if side is None:
            return False
        try:
            lines = self._first_lines(source)
        except DAMAGED:
            return False
        return bool(lines) and lines[0].count(self._form.separator) + 1 == side.width

    def _read_side(self, source: Source) -> None:
        side = self._form.side
        assert side is not None
        names = ["-"] * side.width
        names[side.event], names[side.reporter] = "event", "reporter"
        layout = Layout(self._form.separator, side.width, header=False)
        try:
            with source.open() as stream:
                for batch in batches(stream, layout, self._reading.encoding):
                    self._report_problems(source, batch)
                    if batch.rows:
                        self._scratch.report(batch.data, names, layout.between)
        except DAMAGED as error:
            self._damaged(source, error)

    def _report_problems(self, source: Source, batch: Batch) -> None:
        for problem in batch.problems:
            self.account.found(Finding(source.name, problem.problem, problem.advice, problem.line))

    def _damaged(self, source: Source, error: Exception) -> None:
        self.account.found(Finding(source.name, f"the file cannot be read to its end ({error})", "fetch it again"))


def write_unresolved(rows: Sequence[tuple[str, int]], path: Path) -> None:
    """The list of unresolved actors as CSV with the columns `given` and `events`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("given", "events"))
        writer.writerows(rows)
