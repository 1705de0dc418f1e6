"""Files of coded events to Parquet parts with the columns of the store, in a stream, with an account of every row.

Memory holds what is taken in at once and what is read ahead; what must be remembered (ids, actors) lies in a scratch
database on disk.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tashabuk.exchange.incoming.account import Account
from tashabuk.exchange.incoming.ahead import ahead
from tashabuk.exchange.incoming.blocks import DAMAGED, first_lines
from tashabuk.exchange.incoming.bundles import Bundle, Common, Piece, bundles
from tashabuk.exchange.incoming.format import Format
from tashabuk.exchange.incoming.layouts import NotThis, Reading, layout_of
from tashabuk.exchange.incoming.records import Layout, batches
from tashabuk.exchange.incoming.scratch import Scratch, Taken
from tashabuk.exchange.incoming.sources import Source
from tashabuk.model import Finding

_Described = tuple[Layout, Sequence[str]]
"""How a file is written, and its fields in order."""


@dataclass(frozen=True, slots=True)
class Part:
    """A Parquet file: the columns of `CODED_COLUMNS`, why an event is unmapped; and how many events are in it."""

    path: Path
    events: int


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

    def parts(self, found: Sequence[Source]) -> Generator[Part]:
        """The events of all files; the account follows them."""
        side: list[Source] = []
        events: list[Source] = []
        for source in found:
            (side if self._is_side(source) else events).append(source)
        for bundle in self._bundles(side, self._side_layout):
            self._take_reports(bundle)
        if side:
            self._scratch.count_reporters()
        with closing(ahead(self._taken(events))) as coming:
            for bundle, taken in coming:
                yield self._write_events(bundle, taken)
                self._on_progress(self.account)

    def unresolved(self) -> list[tuple[str, int]]:
        """Every name or code of an actor that could not be resolved, and how often, most frequent first."""
        return self._scratch.unresolved()

    def _bundles(self, found: Sequence[Source], layout: Callable[[Source], _Described]) -> Iterator[Bundle]:
        with closing(ahead(self._pieces(found, layout))) as pieces:
            yield from bundles(pieces, self.account.found)

    def _pieces(self, found: Sequence[Source], layout: Callable[[Source], _Described]) -> Generator[Piece | Finding]:
        for source in found:
            try:
                how, names = layout(source)
                common = Common(how, tuple(names), self._dataset(source))
                with source.open() as stream:
                    for batch in batches(stream, how, self._reading.encoding):
                        yield Piece(source, common, batch)
            except NotThis as error:
                advice = f"check that it is {self._form.name}, or name its columns with --map FIELD=COLUMN"
                yield Finding(source.name, str(error), advice)
            except DAMAGED as error:
                yield Finding(source.name, f"the file cannot be read to its end ({error})", "fetch it again")

    def _take_reports(self, bundle: Bundle) -> None:
        for finding in bundle.findings():
            self.account.found(finding)
        self._scratch.report(bundle.data(), bundle.common.names, bundle.common.layout.between)

    def _taken(self, events: Sequence[Source]) -> Generator[tuple[Bundle, Taken]]:
        for bundle in self._bundles(events, self._layout):
            yield bundle, self._scratch.take(bundle.data(), bundle.common.names, bundle.common.layout.between)

    def _write_events(self, bundle: Bundle, taken: Taken) -> Part:
        account = self.account
        unusable = self._scratch.problems(taken)
        path, counts = self._scratch.write(taken, bundle.common.dataset)
        findings = bundle.findings(unusable)
        for finding in findings:
            account.found(finding)
        usable, events = taken.rows - len(unusable), sum(counts.values())
        account.rows += usable + len(findings)
        account.malformed += len(findings)
        account.duplicates += usable - events
        for reason, count in counts.items():
            if reason is None:
                account.mapped += count
            else:
                account.unmapped[reason] = account.unmapped.get(reason, 0) + count
        return Part(path, events)

    def _dataset(self, source: Source) -> str:
        if self._reading.dataset or not self._form.named_by_file:
            return self._reading.dataset or self._form.name
        return f"{self._form.name}:{source.path.name.split('.')[0]}"

    def _layout(self, source: Source) -> _Described:
        return layout_of(self._form, self._reading.columns, self._first_lines(source))

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

    def _side_layout(self, source: Source) -> _Described:
        side = self._form.side
        assert side is not None
        names = ["-"] * side.width
        names[side.event], names[side.reporter] = "event", "reporter"
        return Layout(self._form.separator, side.width, header=False), names


def write_unresolved(rows: Sequence[tuple[str, int]], path: Path) -> None:
    """The list of unresolved actors as CSV with the columns `given` and `events`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("given", "events"))
        writer.writerows(rows)
