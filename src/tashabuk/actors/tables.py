"""Reading the shipped tables of actors and leaders; their columns are described in `data/README.md`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from tashabuk.errors import DataError
from tashabuk.model import ActorKind, PartialDate

STATES = "states.tsv"
OTHERS = ("groups.tsv", "organisations.tsv", "peoples.tsv")
LEADERS = "leaders.tsv"
PLACES = "places.tsv"
KINDS = {
    "state": ActorKind.STATE,
    "group": ActorKind.GROUP,
    "party": ActorKind.GROUP,
    "movement": ActorKind.GROUP,
    "person": ActorKind.PERSON,
    "organisation": ActorKind.ORGANISATION,
    "grouping": ActorKind.GROUPING,
    "people": ActorKind.PEOPLE,
    "class": ActorKind.CLASS,
}


@dataclass(frozen=True, slots=True)
class Names:
    """The usual name in one language, and its variants."""

    usual: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One row of states, groups, organisations or peoples; `sort` is the table's own word for the kind, which tells
    parties and movements from armed groups."""

    id: str
    kind: ActorKind
    en: Names = Names()
    ar: Names = Names()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    state: str = ""
    member_of: tuple[str, ...] = ()
    un: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """One person in one office."""

    en: str
    ar: str
    en_variants: tuple[str, ...]
    ar_variants: tuple[str, ...]
    short: tuple[str, ...]
    office: str
    of: str
    since: PartialDate | None
    until: PartialDate | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A city, a region, a camp or the like, and the id of the state or region that it belongs to."""

    of: str
    en: str
    ar: Names


def split(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def table(name: str, package: str = "tashabuk.actors") -> Iterator[dict[str, str]]:
    """The rows of a table shipped in a package's folder `data`, as column → cell."""
    header: list[str] = []
    for line in files(package).joinpath("data", name).read_text(encoding="utf-8").split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if not header:
            header = cells
        else:
            yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))


def load_actor_rows() -> tuple[ActorRow, ...]:
    """All states, groups, organisations and peoples."""
    rows = [row_of(cells, "state") for cells in table(STATES)]
    for name in OTHERS:
        rows += [row_of(cells, cells["kind"]) for cells in table(name)]
    return tuple(rows)


def row_of(cells: dict[str, str], kind: str) -> ActorRow:
    """A row from its cells; DataError for an unknown kind."""
    if kind not in KINDS:
        raise DataError(f"{cells.get('id')}: no such kind of actor: {kind!r}; use one of {', '.join(KINDS)}")

    def get(name: str) -> tuple[str, ...]:
        return split(cells.get(name, ""))

    return ActorRow(
        id=cells["id"],
        kind=KINDS[kind],
        en=Names(cells.get("en", ""), get("en_variants")),
        ar=Names(cells.get("ar", ""), get("ar_variants")),
        adjectives=get("adjective_m") + get("adjective_f"),
        people=get("people"),
        capitals=get("capital_ar") + get("capital_en"),
        seats=get("seats_ar") + get("seats_en"),
        ambiguous=get("ambiguous"),
        state=cells.get("state", ""),
        member_of=get("member_of"),
        un=cells.get("un", ""),
        sort=kind,
    )


def load_leader_rows() -> tuple[LeaderRow, ...]:
    """All persons in office."""
    return tuple(
        LeaderRow(
            c["en"],
            c["ar"],
            split(c["en_variants"]),
            split(c["ar_variants"]),
            split(c["short"]),
            c["office"],
            c["of"],
            _date(c["since"]),
            _date(c["until"]),
        )
        for c in table(LEADERS)
    )


def load_place_rows() -> tuple[PlaceRow, ...]:
    """All places."""
    return tuple(PlaceRow(c["of"], c["en"], Names(c["ar"], split(c["ar_variants"]))) for c in table(PLACES))


def _date(cell: str) -> PartialDate | None:
    return PartialDate.parse(cell) if cell else None
