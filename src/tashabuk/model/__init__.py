"""The nouns of Tashabuk: frozen dataclasses and enums over the standard library alone."""

from tashabuk.model.actor import Actor, ActorKind, Mention, MentionKind, Role, Sector
from tashabuk.model.date import PartialDate, Precision
from tashabuk.model.document import Document
from tashabuk.model.event import CODED_COLUMNS, Claim, CodedEvent, Event, EventType, Quad, Sign
from tashabuk.model.finding import Finding
from tashabuk.model.forecast import Forecast, Prediction, Question
from tashabuk.model.judgement import Judgement, Verdict
from tashabuk.model.span import Span
from tashabuk.model.statement import AUTHOR, UNNAMED, Certainty, Openness, Statement
from tashabuk.model.tie import Bloc, Channel, Strain, Surfacing, Tie, TieLabel, Triad, TurningPoint

__all__ = [
    "AUTHOR",
    "CODED_COLUMNS",
    "UNNAMED",
    "Actor",
    "ActorKind",
    "Bloc",
    "Certainty",
    "Channel",
    "Claim",
    "CodedEvent",
    "Document",
    "Event",
    "EventType",
    "Finding",
    "Forecast",
    "Judgement",
    "Mention",
    "MentionKind",
    "Openness",
    "PartialDate",
    "Precision",
    "Prediction",
    "Quad",
    "Question",
    "Role",
    "Sector",
    "Sign",
    "Span",
    "Statement",
    "Strain",
    "Surfacing",
    "Tie",
    "TieLabel",
    "Triad",
    "TurningPoint",
    "Verdict",
]
