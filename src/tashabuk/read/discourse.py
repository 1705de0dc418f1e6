"""Stage 7d: what the text said before, as features: stories go on about the same pairs.

`Reading.past` holds the statements made so far, in order. While reading they are the reader's own choices; while
fitting they are the gold ones.
"""

from __future__ import annotations

from tashabuk.read.state import Past, Reading, Trigger


def past_before(reading: Reading, trigger: Trigger) -> list[Past]:
    """The statements before a trigger, the latest first."""
    start = reading.sentences[trigger.sentence].words[trigger.word].start
    return [p for p in reversed(reading.past) if p.start < start]


def role_past(past: list[Past], actors: frozenset[str], role: str) -> list[str]:
    """How a candidate took part in the last statements."""
    if not past:
        return [f"{role}|past=none"]
    out = []
    for back, before in enumerate(past[:2]):
        as_actor, as_recipient = bool(actors & before.actor), bool(actors & before.recipient)
        out.append(f"{role}|past{back}={'A' * as_actor}{'R' * as_recipient}")
    acted = any(actors & p.actor for p in past)
    suffered = any(actors & p.recipient for p in past)
    out.append(f"{role}|acted={acted}|suffered={suffered}")
    return out


def pair_past(past: list[Past], event: str, sign: int, actor: frozenset[str], recipient: frozenset[str]) -> list[str]:
    """Whether this pair was seen before: same direction or turned, same sign or type or not."""
    same = [p for p in past if actor & p.actor and recipient & p.recipient]
    turned = [p for p in past if actor & p.recipient and recipient & p.actor]
    mutual = [p for p in past if not p.recipient and len((actor | recipient) & p.actor) > 1]
    out = [f"P|before={bool(same)}|turned={bool(turned)}|mutual={bool(mutual)}"]
    for name, found in (("before", same), ("turned", turned)):
        if found:
            typed = any(p.event == event for p in found)
            out.append(f"P|{name}-sign={found[0].sign == sign}|type={typed}|last={found[0] is past[0]}")
    return out
