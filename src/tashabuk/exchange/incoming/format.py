"""What an importer must say about its data set; everything else is the same for all (`importer`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tashabuk.exchange.incoming.codes import Coded
from tashabuk.exchange.incoming.parties import Who

AUTO = "auto"
KEY = "\x1f"
"""What joins the parts of an actor's key."""
NULLS = ("", "NULL", "null", "NA", "None", "--", "---", "nan")


@dataclass(frozen=True, slots=True)
class Format:
    """One data set's way of writing events.

    `fields` maps each field that `select` uses to the names that a header may give it, folded by `layouts.folded`,
    the usual one first; `optional` ones are NULL where a file lacks them. Files without a header have one of `shapes`:
    number of fields → their names, `-` for fields that are not used. Words of `nulls` are NULL.

    The `separator` is a tab (fields never in quotes), `AUTO` (comma, semicolon or tab, as the header has it; fields may
    stand in quotes), or empty for JSON lines, whose text is the field `json`, NULL where it is no JSON.

    `select` is the SQL of `OUTPUT`, over the fields; `source` is what it selects from, `raw` or something made of it.
    `code` tells what a code means, `actors` who the parts of a key (joined by `KEY`) are. `side` are files that go
    with the events: see `Side`.
    """

    name: str
    separator: str
    select: str
    code: Callable[[str], Coded]
    actors: Callable[[str], Who]
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    shapes: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    nulls: tuple[str, ...] = NULLS
    source: str = "raw"
    side: Side | None = None
    named_by_file: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """Files among the given ones that hold no events but reports of them: GDELT's mentions.

    They have `width` fields without a header; field `event` is the event's id and `reporter` who reported it. The
    number of reporters of each event stands in the table `reporters (event, n)`.
    """

    width: int
    event: int
    reporter: int


OUTPUT = {
    "id": "VARCHAR",
    "day": "DATE",
    "day_given": "VARCHAR",
    "problem": "VARCHAR",
    "actor_key": "VARCHAR",
    "recipient_key": "VARCHAR",
    "actor_given": "VARCHAR",
    "recipient_given": "VARCHAR",
    "code": "VARCHAR",
    "sources": "INTEGER",
    "place": "VARCHAR",
    "text": "VARCHAR",
    "url": "VARCHAR",
}
"""What `Format.select` gives, in order. An `id` of NULL is made of the row's content. A row with a `problem`, or with a
`day` of NULL, is malformed."""


def selected(**expressions: str) -> str:
    """The SQL of `OUTPUT` from expressions by column; columns that are not given are NULL."""
    unknown = set(expressions) - set(OUTPUT)
    assert not unknown, unknown
    return ", ".join(f"({expressions.get(c, 'NULL')})::{kind} AS {c}" for c, kind in OUTPUT.items())


def taken(texts: Mapping[str, str], parts: Mapping[str, str], source: str = "raw", json: str = "json") -> str:
    """The SQL of a source: that of JSON objects, with fields taken out of them as `texts` and as JSON `parts`.

    Both map a field to its JSON path. However many fields there are, each object is parsed twice only: that is where
    nearly all time and memory go.
    """
    paths = {f"{json}_texts": texts, f"{json}_parts": parts}
    named = [f"{each}[{n}] AS {name}" for each, fields in paths.items() for n, name in enumerate(fields, 1)]
    functions = zip(("json_extract_string", "json_extract"), paths.items(), strict=True)
    lists = [f"{function}({json}, {list(fields.values())}) AS {each}" for function, (each, fields) in functions]
    return f"(SELECT *, {', '.join(named)} FROM (SELECT *, {', '.join(lists)} FROM {source}))"
