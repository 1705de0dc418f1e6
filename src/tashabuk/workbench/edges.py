"""A file of signed ties → a signed graph: CSV with the columns `source,target,sign[,weight]`.

A pair that is given more than once, in either order, is one tie: weights of the same sign add up, and both signs make
it entangled.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tashabuk.errors import DataError
from tashabuk.ingest.encoding import NotText, decode
from tashabuk.model import Finding
from tashabuk.relate.graph import SignedGraph

SIGNS = {"1": 1, "+1": 1, "+": 1, "-1": -1, "-": -1, "\N{MINUS SIGN}1": -1, "\N{MINUS SIGN}": -1}
_COLUMNS = "write the first line as source,target,sign or source,target,sign,weight"


@dataclass(frozen=True, slots=True)
class EdgeFile:
    """The graph of the good lines, and what is wrong with the others."""

    graph: SignedGraph
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """One good line."""

    a: str
    b: str
    sign: int
    weight: float


def read_edges(path: Path) -> EdgeFile:
    """Read a file of ties.

    Raises DataError where the file cannot be read or its first line does not name the columns.
    """
    try:
        text = decode(path.read_bytes())
    except FileNotFoundError as error:
        raise DataError(f"{path}: there is no such file. Check the name that you gave to --edges.") from error
    except (OSError, NotText) as error:
        raise DataError(f"{path}: cannot be read ({error}). Save it as CSV in UTF-8.") from error
    weights: dict[tuple[str, str], tuple[float, float]] = {}
    findings: list[Finding] = []
    for row in _rows(str(path), text):
        if isinstance(row, Finding):
            findings.append(row)
            continue
        pair = (row.a, row.b) if row.a < row.b else (row.b, row.a)
        positive, negative = weights.get(pair, (0.0, 0.0))
        more = (row.weight, 0.0) if row.sign > 0 else (0.0, row.weight)
        weights[pair] = (positive + more[0], negative + more[1])
    return EdgeFile(SignedGraph.of(weights), tuple(findings))


def _rows(file: str, text: str) -> Iterator[_Row | Finding]:
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    names = [(n or "").strip().lower() for n in reader.fieldnames or ()]
    if not {"source", "target", "sign"} <= set(names):
        raise DataError(f"{file}:1: the columns source, target and sign are needed; {_COLUMNS}.")
    reader.fieldnames = names
    try:
        for cells in reader:
            yield _row(file, reader.line_num, {k: (v or "").strip() for k, v in cells.items() if isinstance(k, str)})
    except csv.Error as error:
        yield Finding(file, f"the rest cannot be read as CSV ({error})", "mend this line", reader.line_num)


def _row(file: str, line: int, cells: dict[str, str]) -> _Row | Finding:
    a, b, given = cells["source"], cells["target"], cells.get("weight", "")
    if not a or not b:
        return Finding(file, "a tie needs two actors", "fill in source and target", line)
    if a == b:
        return Finding(file, f"{a} is tied to itself", "leave such lines out", line)
    sign = SIGNS.get(cells["sign"])
    if sign is None:
        return Finding(file, f"{cells['sign']!r} is no sign", "write 1 or -1, + or -", line)
    try:
        weight = float(given) if given else 1.0
    except ValueError:
        return Finding(file, f"{given!r} is no weight", "write a number above zero, or nothing for 1", line)
    # Some files repeat the sign in the weight.
    weight = -weight if sign < 0 and weight < 0 else weight
    if not 0 < weight < float("inf"):
        return Finding(file, f"{given} is no weight of a tie with this sign", "write a number above zero", line)
    return _Row(a, b, sign, weight)
