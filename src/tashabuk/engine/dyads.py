"""What is known beforehand of two actors: in how many texts one acted on the other, and how.

The texts are those that the reader is fitted on. Most of what reporting tells of two actors has been told before:
armies fight the same enemies, envoys meet the same governments. Where grammar leaves it open who is meant, this is
what a reader goes by who knows the news.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tashabuk.model import EventType, Sign

Dyad = tuple[str, str]
"""Who acts and who suffers; (an actor, `ANYBODY`) are the texts in which it is a party to anything."""
ANYBODY = ""
TEXTS = "texts"


def column_of(sign: int) -> str:
    """The name of the column of a sign."""
    return f"{sign:+d}"


COLUMNS = (TEXTS, *map(column_of, Sign), *EventType)
"""What is counted of a dyad: texts that have any act, one of a sign, one of a type."""
Counts = tuple[int, ...]
"""One number for each of `COLUMNS`."""
SHARES = 8
"""Steps into which a share is divided."""
_FINE = 1 << 16
_COLUMN = {name: number for number, name in enumerate(COLUMNS)}
_NOTHING: Counts = (0,) * len(COLUMNS)
_SIGN = {int(sign): _COLUMN[column_of(sign)] for sign in Sign}
Acquaintance = tuple[int, int, int]
"""What is known of acts of some actors on others, in steps: in how many texts there are any, in which share of these
there is one of a sign (in `SHARES`), in how many there is one of a type."""
STRANGERS: Acquaintance = 0, round(SHARES / 3), 0
"""Nothing is known: as likely of one sign as of another."""


class Dyads:
    """Counts of texts by dyad."""

    def __init__(self, counts: Mapping[Dyad, Counts]) -> None:
        self._counts = counts

    @classmethod
    def load(cls, path: Path) -> Dyads:
        """Read a file that `save` wrote."""
        counts: dict[Dyad, Counts] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            actor, recipient, *told = line.split("\t")
            row = [0] * len(COLUMNS)
            for one in told:
                name, _, count = one.partition(":")
                row[_COLUMN[name]] = int(count)
            counts[actor, recipient] = tuple(row)
        return cls(counts)

    def save(self, path: Path) -> None:
        """Write a line for each dyad, in alphabetical order: who, whom, and counts that are not zero."""
        lines = []
        for (actor, recipient), row in sorted(self._counts.items()):
            told = (f"{name}:{count}" for name, count in zip(COLUMNS, row, strict=True) if count)
            lines.append("\t".join((actor, recipient, *told)) + "\n")
        path.write_text("".join(lines), encoding="utf-8")

    def row(self, dyad: Dyad) -> Counts | None:
        """The counts of a dyad, None if no text has it."""
        return self._counts.get(dyad)

    def between(self, actors: tuple[str, ...], recipients: tuple[str, ...]) -> list[Counts]:
        """The counts of each dyad of one of `actors` with another one of `recipients`."""
        if len(actors) == len(recipients) == 1:  # most are
            return [self.row((actors[0], recipients[0])) or _NOTHING]
        return [self.row((actor, other)) or _NOTHING for actor in actors for other in recipients if actor != other]

    def texts(self, actors: tuple[str, ...]) -> int:
        """In how many texts the least known of these is a party to anything."""
        return min((self.row((actor, ANYBODY)) or _NOTHING)[0] for actor in actors)


def acquaintance(rows: Sequence[Counts], event: str, sign: int) -> Acquaintance:
    """What is known of such acts by the counts of one dyad or more: of several, the average.

    The share is drawn towards a third, by as much as one and a half texts.
    """
    mood, kind, pairs = _SIGN[sign], _COLUMN[event], len(rows)
    texts, same, alike = (
        sum([row[0] for row in rows]),
        sum([row[mood] for row in rows]),
        sum([row[kind] for row in rows]),
    )
    return step(texts, pairs), round(SHARES * (same + pairs / 2) / (texts + 1.5 * pairs)), step(alike, pairs)


def closeness(rows: Sequence[Counts], texts: int, others: int) -> int:
    """How many more texts have acts between two, by the counts of one dyad or more, than would be expected of two that
    are a party to anything in so many `texts` and `others`, in steps of the square root of two: pointwise mutual
    information (Church & Hanks 1990), with half a text more."""
    doubled = 1 + 2 * sum([row[0] for row in rows]) // len(rows)
    return (_FINE * doubled * doubled // ((texts + 1) * (others + 1))).bit_length()


def step(total: int, pairs: int = 1) -> int:
    """0, 1, 2 for up to 3, 3 for up to 7 … of an average."""
    return (-(-total // pairs)).bit_length()
