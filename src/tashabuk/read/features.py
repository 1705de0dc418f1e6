"""Stage 7b: what the ranker sees of a trigger, an actor, a recipient, and of both together.

Every feature is a readable string. `T|` features judge the trigger, `A|` and `R|` a candidate for the role of actor
or recipient, `P|` the pair. None of them names an actor: the model learns grammar, not politics.
"""

from __future__ import annotations

from dataclasses import dataclass

from tashabuk.engine.words import Hit, Part, Tag, Word
from tashabuk.read.candidates import Candidate, speech_at
from tashabuk.read.names import LEAST_RANK
from tashabuk.read.state import Control, Group, Reading, Speech, Trigger
from tashabuk.read.subjects import antecedents

_VERB_SLOT = {"b1": ("s", "o"), "b2": ("o",), "topic": ("s",), "rel": ("s",), "b1c": (), "b2c": ()}
_NOUN_SLOT = {"b1": ("g", "s", "o"), "b2": ("o",), "around": ("g",), "topic": ("s",), "rel": ("s",)}


def trigger_features(scene: Scene, found: list[Candidate]) -> list[str]:
    """Is this word, in this sense, a statement at all?"""
    trigger, word, part = scene.trigger, scene.word, scene.part
    words = scene.reading.sentences[trigger.sentence].words
    frame, form = scene.hit.frame, scene.hit.form
    before = words[trigger.word - 1] if trigger.word else None
    after = words[trigger.word + 1] if trigger.word + 1 < len(words) else None
    rights = sum(c.side == "R" for c in found)
    lefts = sum(c.side == "L" for c in found)
    near = min((c.distance for c in found if c.side in "LR"), default=99)
    out = [
        "T|bias",
        f"T|{frame.id}",
        f"T|{frame.id}|{part}",
        f"T|{frame.event}|{part}",
        f"T|{part}|before={_tag(before)}",
        f"T|{part}|after={_tag(after)}",
        f"T|{part}|R{min(rights, 3)}|L{min(lefts, 3)}",
        f"T|{part}|near={_bucket(near)}",
        f"T|{part}|prep={word.prep}|def={word.definite}",
        f"T|{part}|pronoun={bool(word.pronoun)}|def={word.definite}|{frame.event}",
        f"T|weak={frame.weak}|phrase={bool(frame.companions)}|{part}",
    ]
    if trigger.sentence == 0:
        out.append(f"T|title|{part}")
    if word.quoted:
        out.append("T|quoted")
    if word.says:
        out.append(f"T|says|{part}|{frame.event}")
    if scene.carrier:
        out += [f"T|carrier|{frame.event}", f"T|carrier={scene.carrier}"]
    if before is not None:
        out.append(f"T|{part}|before={before.bare if before.tag in _CLOSED else before.tag}")
    if form.passive:
        out.append(f"T|passive|{frame.event}")
    others = sum(1 for w in words[max(0, trigger.word - 3) : trigger.word + 4] if w.hits) - 1
    out.append(f"T|{part}|others={others}")
    return out


_CLOSED = (
    Tag.PREPOSITION,
    Tag.SUBORDINATOR,
    Tag.NEGATION,
    Tag.CONJUNCTION,
    Tag.RELATIVE,
    Tag.PRONOUN,
    Tag.ADVERB,
)


def _tag(word: Word | None) -> str:
    if word is None:
        return "^"
    return "M" if word.mention >= 0 else "H" if word.hits else str(word.tag)


def part_of(hit: Hit) -> str:
    """The part of speech as far as arguments care."""
    form = hit.form
    if form.part is Part.VERB:
        return "passive" if form.passive else "verb"
    return {Part.NOUN: "noun", Part.ACTIVE_PARTICIPLE: "active", Part.PASSIVE_PARTICIPLE: "passpart"}.get(
        form.part, "adj"
    )


def _carrier(words: list[Word], at: int) -> str:
    """The light verb that carries an event noun: شن in `شن الطيران غارات`."""
    for word in reversed(words[max(0, at - 7) : at]):
        for kind, value in word.cues:
            if kind == "carrier":
                return value
        if word.tag in (Tag.STOP, Tag.SUBORDINATOR, Tag.RELATIVE):
            break
    return ""


def _bucket(n: int) -> str:
    return str(n) if n <= 3 else "4-6" if n <= 6 else "7-12" if n <= 12 else "far"


def _fit(hit: Hit, slot: str, places: tuple[str, ...]) -> str:
    """Which of the frame's places the slot can be: its rank, or `no`."""
    table = _VERB_SLOT if hit.form.part is Part.VERB else _NOUN_SLOT
    options = table.get(slot, (slot,))
    for rank, place in enumerate(places):
        if place in options:
            return f"{min(rank, 2)}{place if place in 'sog' else 'p'}"
    return "no"


@dataclass(slots=True)
class Scene:
    """What all candidates of one sense of one trigger share."""

    reading: Reading
    trigger: Trigger
    hit: Hit
    word: Word
    part: str
    sign: str
    carrier: str
    speech: Speech | None
    subject: Group | None
    able: list[tuple[str, ...]]
    control: Control | None


def scene_of(reading: Reading, trigger: Trigger, hit: Hit) -> Scene:
    """Look around a trigger once, before its candidates are judged."""
    words = reading.sentences[trigger.sentence].words
    word, part = words[trigger.word], part_of(hit)
    subjects = reading.subjects[trigger.sentence]
    if part in ("verb", "passive"):
        subject = subjects.get(trigger.word)
    else:
        before = [index for index in subjects if index < trigger.word]
        subject = subjects[max(before)] if before else None
    return Scene(
        reading,
        trigger,
        hit,
        word,
        part,
        "+" if hit.frame.sign > 0 else "-" if hit.frame.sign < 0 else "0",
        _carrier(words, trigger.word) if part != "verb" else "",
        speech_at(reading, trigger.sentence, trigger.word),
        subject,
        [g.actors for g in antecedents(reading, trigger.sentence, trigger.word)] if word.pronoun else [],
        reading.controls[trigger.sentence].get(trigger.word),
    )


def role_features(scene: Scene, candidate: Candidate, role: str) -> list[str]:
    """Is this candidate the actor (`A`) or the recipient (`R`)?"""
    hit, part, word, reading = scene.hit, scene.part, scene.word, scene.reading
    frame, group, slot, side, path = hit.frame, candidate.group, candidate.slot, candidate.side, candidate.path
    fit = _fit(hit, slot, frame.actor if role == "A" else frame.recipient)
    other = _fit(hit, slot, frame.recipient if role == "A" else frame.actor)
    kind = _actor_class(reading, group.actors)
    event = frame.event
    out = [
        f"{role}|{part}|{slot}",
        f"{role}|{part}|{slot}|fit={fit}|{other}",
        f"{role}|fit={fit}|{other}|{part}",
        f"{role}|{side}|{part}|{path}",
        f"{role}|{side}|{part}|{path}|fit={fit}",
        f"{role}|{part}|{side}|d={_bucket(candidate.distance)}",
        f"{role}|{frame.id}|{slot}",
        f"{role}|{event}|{part}|{slot}",
        f"{role}|kind={group.kind}|{slot}",
        f"{role}|kind={group.kind}|{event}",
        f"{role}|joined={group.joined}|recip={frame.reciprocal}|{slot}",
        f"{role}|pronoun={word.refers or bool(word.pronoun)}|{part}|{slot}",
        f"{role}|recip={frame.reciprocal}|{part}|{slot}",
        f"{role}|class={kind}|{event}",
        f"{role}|class={kind}|{scene.sign}",
        f"{role}|gov={group.governor}|{side}|{part}",
        f"{role}|source={group.source}|{side}",
        f"{role}|salience={_salience_rank(reading, group.actors)}|{side}",
    ]
    if hit.form.part is Part.VERB:
        agrees = _agrees(hit, candidate)
        out += [
            f"{role}|agree={hit.form.gender}{hit.form.number}/{group.gender}{group.number}|{side}",
            f"{role}|agrees={agrees}|{side}|{part}",
            f"{role}|agrees={agrees}|{slot}|{part}",
            f"{role}|person={hit.form.person}|{slot}",
        ]
    out += _control_features(scene, candidate, role)
    out += _reference_features(scene, candidate, role)
    if reading.evidence is not None:
        out += [f"{f}|{side}" for f in reading.evidence.role_features(scene.trigger.number, group.actors, role)]
    if scene.carrier:
        out += [f"{role}|carrier={scene.carrier}|{slot}", f"{role}|carrier|{side}|{path}"]
    if scene.speech is not None:
        same = "same" if scene.speech.speaker == group.actors else "other"
        out += [f"{role}|speaker={same}|{part}", f"{role}|speaker={same}|{slot}|{hit.form.person}"]
        if word.says:
            out.append(f"{role}|speaker={same}|says")
    return out


def _reference_features(scene: Scene, candidate: Candidate, role: str) -> list[str]:
    """Whether the candidate is the likely subject here, and whether a pronoun on the trigger can mean it."""
    actors, part = candidate.group.actors, scene.part
    known = "none" if scene.subject is None else "same" if scene.subject.actors == actors else "other"
    out = [f"{role}|subject={known}|{part}", f"{role}|subject={known}|{part}|{candidate.side}"]
    if scene.word.pronoun:
        rank = min(scene.able.index(actors), 3) if actors in scene.able else "no"
        out += [f"{role}|antecedent={rank}|{part}", f"{role}|antecedent={rank}|{part}|subject={known}"]
    return out


def _agrees(hit: Hit, candidate: Candidate) -> str:
    """Whether the verb agrees with the candidate as its subject: in number only with a subject before it."""
    form, group = hit.form, candidate.group
    if form.person in ("1", "2"):
        return "first"
    if form.gender and group.gender and form.gender != group.gender:
        return "no"
    if candidate.side == "R":
        return "no" if form.number == "p" else "yes" if form.gender and group.gender else "perhaps"
    many = group.number in ("p", "d") or len(group.actors) > 1
    if (form.number == "p") != many and form.number != "d":
        return "number"
    return "yes" if form.gender and group.gender else "perhaps"


def _control_features(scene: Scene, candidate: Candidate, role: str) -> list[str]:
    """The place of the candidate with the predicate above: who promises also gives, who is accused also did it."""
    control, part = scene.control, scene.part
    if control is None:
        return [f"{role}|up=none|{part}"]
    actors = candidate.group.actors
    relation = "S" if actors == control.subject else "O" if actors == control.object else "-"
    return [
        f"{role}|up={relation}|{control.link}|{part}",
        f"{role}|up={relation}|{control.kind}",
        f"{role}|up={relation}|{control.kind}|{control.link}",
        f"{role}|up={relation}|{candidate.side}|{candidate.slot}",
    ]


def _actor_class(reading: Reading, actors: tuple[str, ...]) -> str:
    first = actors[0]
    if ":" in first:
        return first.split(":")[1]
    return "state" if first in reading.pack.states else "other"


def _salience_rank(reading: Reading, actors: tuple[str, ...]) -> int:
    return min((reading.ranks[a] for a in actors if a in reading.ranks), default=LEAST_RANK)


def nobody_features(hit: Hit, found: list[Candidate]) -> list[str]:
    """Is there no recipient (or a mutual event among the actors)?"""
    frame, part = hit.frame, part_of(hit)
    rights = min(sum(c.side == "R" for c in found), 3)
    empty = "-" in frame.recipient or not frame.recipient
    return [
        "R|nobody",
        f"R|nobody|{frame.event}",
        f"R|nobody|{frame.id}",
        f"R|nobody|{part}|R{rights}",
        f"R|nobody|recip={frame.reciprocal}|{part}",
        f"R|nobody|empty={empty}",
    ]


def pair_features(scene: Scene, actor: Candidate, recipient: Candidate | None) -> list[str]:
    """Do these two go together?"""
    reading, trigger, part, hit = scene.reading, scene.trigger, scene.part, scene.hit
    frame = hit.frame
    joined = len(actor.group.actors) > 1
    if recipient is None:
        mutual = actor.group.actors if joined else ()
        return [
            f"P|nobody|joined={joined}|recip={frame.reciprocal}",
            f"P|nobody|{frame.event}|joined={joined}",
            f"P|nobody|{part}|{actor.slot}|joined={joined}",
            *(f"{f}|mutual" for f in _evidence(reading, trigger, mutual[:1], mutual[1:], int(frame.sign)) if joined),
        ]
    shared = max(reading.together.get(frozenset((a, r)), 0) for a in actor.group.actors for r in recipient.group.actors)
    fits = _fit(hit, actor.slot, frame.actor) + _fit(hit, recipient.slot, frame.recipient)
    nearer = "A" if actor.distance < recipient.distance else "R"
    return [
        f"P|{part}|{actor.slot}|{recipient.slot}",
        f"P|{part}|{actor.side}{recipient.side}|{nearer}|{frame.event}",
        f"P|{actor.side}{recipient.side}|fit={fits}",
        f"P|recip={frame.reciprocal}|{actor.side}{recipient.side}|joined={joined}",
        f"P|together={min(shared, 3)}|{actor.side}{recipient.side}",
        f"P|together-most={shared == reading.most_together}|{shared > 1}",
        *_evidence(reading, trigger, actor.group.actors, recipient.group.actors, int(frame.sign)),
        f"P|{_actor_class(reading, actor.group.actors)}|{_actor_class(reading, recipient.group.actors)}|{frame.event}",
    ]


def _evidence(
    reading: Reading, trigger: Trigger, actors: tuple[str, ...], recipients: tuple[str, ...], sign: int
) -> list[str]:
    if reading.evidence is None or not recipients:
        return []
    return reading.evidence.pair_features(trigger.number, actors, recipients, sign)
