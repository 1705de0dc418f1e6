"""Use cases: judge statements, merge and split actors, take judgements back; out to JSON lines and in again."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tashabuk.errors import UsageError
from tashabuk.model import (
    AUTHOR,
    UNNAMED,
    Certainty,
    EventType,
    Finding,
    Judgement,
    Openness,
    PartialDate,
    Sign,
    Verdict,
)
from tashabuk.store import Store
from tashabuk.workbench.catalogues import catalogue, find_actor

_ID = re.compile(r"[A-Z][A-Z0-9-]+(:[A-Z]{3})?")
CORRECTABLE = ("actor", "recipient", "event", "sign", "date", "holder", "certainty", "openness")


def judge(
    path: Path, subject: str, verdict: Verdict, by: str, reason: str = "", changes: Mapping[str, str] | None = None
) -> Judgement:
    """Keep a judgement and give it back. UsageError without a name, for an unknown statement, or for a bad change.

    Statements may be given by the beginning of their id, actors by any name.
    """
    if not by.strip():
        raise UsageError("A judgement needs the name of who judges.")
    subject, given = _subject(path, subject, verdict), _named(path, changes or {})
    _check(verdict, subject, given)
    judgement = Judgement(
        uuid.uuid4().hex, subject, verdict, by.strip(), dt.datetime.now(dt.UTC), reason.strip(), given
    )
    Store(path).judge(judgement)
    return judgement


def _subject(path: Path, given: str, verdict: Verdict) -> str:
    """The id of what is judged; actors that only the store has go before names that the catalogue knows."""
    store = Store(path)
    if verdict in (Verdict.MERGE, Verdict.SPLIT):
        return given if store.has_actor(given) else _actor(path, given)
    found = store.ids_beginning(given) if given else []
    if len(found) > 1 and given not in found:
        raise UsageError(f"{len(found)} statements have an id that begins with {given!r}: give more of it.")
    return found[0] if len(found) == 1 else given


def _named(path: Path, changes: Mapping[str, str]) -> dict[str, str]:
    """The changes with ids for the names of actors."""
    given = dict(changes)
    for field in ("actor", "recipient", "holder", "into"):
        names = [name.strip() for name in given.get(field, "").split("+")]
        if any(names):
            given[field] = "+".join(name if name in (AUTHOR, UNNAMED) else _actor(path, name) for name in names if name)
    return given


def _actor(path: Path, name: str) -> str:
    """The id of the actor that a name stands for; an id that nobody has had so far is taken as it is."""
    try:
        return find_actor(path, name, catalogue()).id
    except UsageError:
        if _ID.fullmatch(name):
            return name
        raise


def _check(verdict: Verdict, subject: str, changes: Mapping[str, str]) -> None:
    if verdict is Verdict.MERGE:
        if not changes.get("into") or changes["into"] == subject:
            raise UsageError("Say which other actor this one is: merging needs two.")
        return
    if verdict is not Verdict.CORRECT:
        if changes:
            raise UsageError(f"Only a correction changes fields, not: {verdict}.")
        return
    unknown = set(changes) - set(CORRECTABLE)
    if unknown or not changes:
        raise UsageError(f"A correction changes one or more of {', '.join(CORRECTABLE)}.")
    for field, value in changes.items():
        _check_field(field, value)


def _check_field(field: str, value: str) -> None:
    kinds: dict[str, Any] = {"event": EventType, "certainty": Certainty, "openness": Openness}
    try:
        if field in kinds and (value or field != "openness"):
            kinds[field](value)
        elif field == "sign":
            Sign(int(value))
        elif field == "date" and value:
            PartialDate.parse(value)
        elif field in ("actor", "holder") and not value.strip("+ "):
            raise ValueError("empty")
    except ValueError as error:
        known = f" It is one of {', '.join(kinds[field])}." if field in kinds else ""
        raise UsageError(f"“{value}” is no {field}.{known}") from error


def undo(path: Path, judgement_id: str) -> None:
    """Take a judgement back; it stays on record."""
    Store(path).undo(judgement_id)


def export_judgements(path: Path) -> Iterator[str]:
    """The judgements that hold, one JSON object a line, oldest first."""
    for j in Store(path).judgements():
        row = {
            "id": j.id,
            "subject": j.subject,
            "verdict": str(j.verdict),
            "by": j.by,
            "at": j.at.isoformat(),
            "reason": j.reason,
            "changes": dict(j.changes),
        }
        yield json.dumps(row, ensure_ascii=False)


def import_judgements(path: Path, lines: Iterable[str], name: str) -> tuple[int, list[Finding]]:
    """Keep judgements of `export_judgements`, those that are here already left out; how many were new, and findings."""
    store = Store(path)
    known = store.judgement_ids()
    added, findings = 0, []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            judgement = _parsed(line)
            if judgement.id in known:
                continue
            store.judge(judgement)
        except (ValueError, KeyError, TypeError, AttributeError, UsageError) as error:
            findings.append(
                Finding(name, f"no judgement that can be kept ({error})", "mend or remove the line", number)
            )
            continue
        known.add(judgement.id)
        added += 1
    return added, findings


def _parsed(line: str) -> Judgement:
    row = json.loads(line)
    at = dt.datetime.fromisoformat(row["at"])
    judgement = Judgement(
        str(row["id"]),
        str(row["subject"]),
        Verdict(row["verdict"]),
        str(row["by"]),
        at if at.tzinfo else at.replace(tzinfo=dt.UTC),
        str(row.get("reason", "")),
        {str(k): str(v) for k, v in row.get("changes", {}).items()},
    )
    _check(judgement.verdict, judgement.subject, judgement.changes)
    return judgement
