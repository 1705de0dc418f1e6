"""Views as plain data: what JSON, JSON lines and CSV hold, the same on the command line and in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tashabuk.evaluate.run import fields_of
from tashabuk.model import Actor, Event, Span, Tie
from tashabuk.relate.channels import HistoryStep
from tashabuk.relate.credibility import GRADES
from tashabuk.report.reasons import reason_in_words
from tashabuk.store import Stored
from tashabuk.workbench.actors import Profile
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.happenings import EventView, Reported
from tashabuk.workbench.searching import FoundDocument, FoundStatement
from tashabuk.workbench.ties import ActorView, ReasonView, TieView


def tie_row(tie: Tie) -> dict[str, Any]:
    """A tie as flat fields."""
    return {
        "a": tie.a,
        "b": tie.b,
        "directed": tie.directed,
        "cooperation": round(tie.cooperation.weight, 4),
        "conflict": round(tie.conflict.weight, 4),
        "net": _rounded(tie.net),
        "entanglement": round(tie.entanglement, 4),
        "ambivalence": round(tie.ambivalence, 4),
        "label": str(tie.label),
        "covert_share_cooperation": _rounded(tie.cooperation.covert_share),
        "covert_share_conflict": _rounded(tie.conflict.covert_share),
        "surfaced_on": str(tie.surfacing.overt_on) if tie.surfacing else None,
        "statements_cooperation": list(tie.cooperation.statements),
        "statements_conflict": list(tie.conflict.statements),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def statement_row(stored: Stored) -> dict[str, Any]:
    """A stored statement as flat fields, its sentence included."""
    fields = fields_of(stored.statement)
    return {
        "id": stored.id,
        **fields,
        "mode": stored.statement.mode,
        "sentence": stored.sentence,
        "document": stored.document_id,
        "title": stored.title,
        "published": str(stored.published) if stored.published else None,
        "publisher": stored.publisher,
        "url": stored.url,
        "rules": list(stored.statement.rules),
    }


def tie_object(view: TieView) -> dict[str, Any]:
    """Everything about one tie."""
    return {
        "tie": tie_row(view.tie) if view.tie else None,
        "step": str(view.step),
        "history": [step_row(s) for s in view.steps],
        "turning_points": [asdict(p) for p in view.turning.points],
        "too_thin_for_turning_points": list(view.turning.thin),
        "third_parties": [reason_row(r, view) for r in view.reasons],
        "statements": [statement_row(s) for s in view.statements],
        "statements_in_all": view.told,
        "coded_events": [asdict(e) for e in view.coded],
    }


def step_row(step: HistoryStep) -> dict[str, Any]:
    """A period of a tie's history."""
    row = {name: getattr(step, name) for name in HistoryStep.__slots__}
    return {k: v if isinstance(v, str) else round(v, 4) if isinstance(v, float) else list(v) for k, v in row.items()}


def reason_row(one: ReasonView, view: TieView) -> dict[str, Any]:
    """A third party of a tie, in words in both languages."""
    return {
        "third": one.reason.third,
        "pull": str(one.reason.pull),
        "together": one.reason.pull.together,
        "strength": round(one.reason.strength, 4),
        "since": str(one.since) if one.since else None,
        "ar": in_words(one, view, "ar"),
        "en": in_words(one, view, "en"),
        "statements_first": list(one.reason.towards_first),
        "statements_second": list(one.reason.towards_second),
    }


def in_words(one: ReasonView, view: TieView, language: str) -> str:
    """What a third party does to a tie, as a sentence."""
    return reason_in_words(one.reason, (view.a.id, view.b.id), one.since, catalogue().name, language)


def actor_object(view: ActorView) -> dict[str, Any]:
    """Everything about one actor."""
    return {
        "actor": _actor(view.actor),
        "ties": [tie_row(t) for t in view.ties],
        "statements": [statement_row(s) for s in view.statements],
    }


def event_row(event: Event) -> dict[str, Any]:
    """An event as flat fields."""
    return {
        "id": event.id,
        "date": str(event.date) if event.date else None,
        "date_is_stated": event.stated,
        "event": str(event.type),
        "sign": int(event.sign),
        "claim": str(event.claim),
        "actor": list(event.actor),
        "recipient": list(event.recipient),
        "witnesses": event.witnesses,
        "grade": event.grade,
        "documents": len(event.documents),
        "publishers": list(event.publishers),
        "first": str(event.first) if event.first else None,
        "last": str(event.last) if event.last else None,
        "contradicts": list(event.contradicts),
        "statements": list(event.statements),
    }


def report_row(report: Reported) -> dict[str, Any]:
    """A statement of an event, with what text it speaks for."""
    return {**statement_row(report.stored), "text": report.text[:16]}


def event_object(view: EventView) -> dict[str, Any]:
    """Everything about one event."""
    return {
        **event_row(view.event),
        "grade_meaning": GRADES[view.event.grade],
        "reports": [report_row(r) for r in view.reports],
        "contradictions": [{**event_row(e), "reports": [report_row(r) for r in own]} for e, own in view.against],
    }


def profile_object(found: Profile) -> dict[str, Any]:
    """What a page says of one actor."""
    return {
        "actor": _actor(found.actor),
        "ties": [tie_row(t) for t in found.ties],
        "offices": [
            {"person": p.names, "office": r.office, "since": r.since, "until": r.until} for p, r in found.offices
        ],
        "words_for_what_it_does": found.does,
        "words_for_what_is_done_to_it": found.suffers,
        "events": {"total": found.event_count, "latest": [event_row(e) for e in found.events]},
        "what_it_says": {"total": found.own_count, "latest": [statement_row(s) for s in found.own]},
        "what_others_say": {"total": found.others_count, "latest": [statement_row(s) for s in found.others]},
    }


def found_document_row(one: FoundDocument) -> dict[str, Any]:
    """A document that a search found, as flat fields."""
    return {
        "score": round(one.score, 4),
        "document": one.document.id,
        "title": one.document.title,
        "published": str(one.document.published) if one.document.published else None,
        "publisher": one.document.publisher,
        "url": one.document.url,
        "sentence": one.sentence,
        "marks": _pairs(one.marks),
        "title_marks": _pairs(one.title_marks),
    }


def found_statement_row(one: FoundStatement) -> dict[str, Any]:
    """A statement that a search found, as flat fields."""
    return {"score": round(one.score, 4), "marks": _pairs(one.marks), **statement_row(one.stored)}


def _pairs(marks: Sequence[Span]) -> list[list[int]]:
    return [[mark.start, mark.end] for mark in marks]


def _actor(actor: Actor) -> dict[str, Any]:
    return {"id": actor.id, "kind": str(actor.kind), "names": dict(actor.names)}
