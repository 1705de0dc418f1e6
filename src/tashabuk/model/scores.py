"""PLOVER conflict-cooperation scores, −10 (worst) to +10 (best), by event type and mode.

Type scores are those of the PLOVER codebook's table of conflict-cooperation scores, with ACCUSE at −3 (the codebook
prints +3 there, its modes are negative). Mode scores are means of the CAMEO (Goldstein) scores of the codes that the
2021 CAMEO-to-PLOVER table gives that mode. REQUEST is 0, as its sign; STANCE is ±4 by its sign.
"""

from __future__ import annotations

from tashabuk.model.event import EventType, Sign

BY_TYPE: dict[EventType, float] = {
    EventType.AGREE: 4.2,
    EventType.CONSULT: 2.1,
    EventType.SUPPORT: 4.6,
    EventType.CONCEDE: 5.0,
    EventType.COOPERATE: 6.8,
    EventType.AID: 7.4,
    EventType.RETREAT: 7.6,
    EventType.REQUEST: 0.0,
    EventType.ACCUSE: -3.0,
    EventType.REJECT: -4.2,
    EventType.THREATEN: -5.1,
    EventType.PROTEST: -6.6,
    EventType.SANCTION: -5.2,
    EventType.MOBILIZE: -5.3,
    EventType.COERCE: -7.2,
    EventType.ASSAULT: -9.3,
    EventType.STANCE: 4.0,
}
BY_MODE: dict[tuple[EventType, str], float] = {
    (EventType.CONSULT, "phone"): 1.0,
    (EventType.CONSULT, "visit"): 2.3,
    (EventType.CONSULT, "third-party"): 2.5,
    (EventType.RETREAT, "withdraw"): 9.0,
    (EventType.RETREAT, "release"): 7.0,
    (EventType.RETREAT, "return"): 7.0,
    (EventType.RETREAT, "disarm"): 9.3,
    (EventType.RETREAT, "ceasefire"): 9.0,
    (EventType.RETREAT, "access"): 9.0,
    (EventType.THREATEN, "violence"): -7.0,
    (EventType.THREATEN, "territory"): -7.0,
    (EventType.THREATEN, "expel"): -7.0,
    (EventType.THREATEN, "relations"): -6.0,
    (EventType.PROTEST, "riot"): -7.5,
    (EventType.PROTEST, "obstruct"): -7.5,
    (EventType.PROTEST, "demo"): -6.5,
    (EventType.PROTEST, "boycott"): -6.5,
    (EventType.SANCTION, "expel"): -7.0,
    (EventType.SANCTION, "discontinue"): -5.6,
    (EventType.SANCTION, "withdraw"): -5.8,
    (EventType.COERCE, "seize"): -9.3,
    (EventType.COERCE, "restrict"): -6.9,
    (EventType.COERCE, "arrest"): -5.0,
    (EventType.COERCE, "deport"): -5.0,
    (EventType.COERCE, "ban"): -5.0,
    (EventType.ASSAULT, "beat"): -9.5,
    (EventType.ASSAULT, "abduct"): -8.5,
    (EventType.ASSAULT, "assassinate"): -9.0,
    (EventType.ASSAULT, "explosives"): -10.0,
    (EventType.ASSAULT, "firearms"): -10.0,
    (EventType.ASSAULT, "heavy-weapons"): -10.0,
    (EventType.ASSAULT, "massacre"): -10.0,
    (EventType.ASSAULT, "suicide-attack"): -10.0,
    (EventType.ASSAULT, "torture"): -9.0,
}


def plover_score(event: EventType, mode: str | None, sign: Sign) -> float:
    """The score of one statement; a sign that the text turned turns the score with it.

    >>> plover_score(EventType.STANCE, None, Sign.NEGATIVE)
    -4.0
    """
    if sign is Sign.NEUTRAL:
        return 0.0
    size = abs(BY_MODE.get((event, mode or ""), BY_TYPE[event]))
    return size if sign is Sign.POSITIVE else -size
