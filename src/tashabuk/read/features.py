"""Stage 7c: what the ranker sees of a trigger, an actor, a recipient, and of both together.

None of the features names an actor: the model learns grammar, and is told how much is known beforehand of two actors
(`engine.dyads`). Here it is said which values are seen; they come in bundles (see `engine.ranker`), and `read.spelling`
has the strings that a bundle stands for.
"""

from __future__ import annotations

from collections.abc import Sequence

from tashabuk.engine.dyads import STRANGERS, acquaintance, closeness, step
from tashabuk.engine.ranker import Bundle, spelled
from tashabuk.engine.words import Part, Tag, Word
from tashabuk.read import spelling
from tashabuk.read.bonds import hanging
from tashabuk.read.homes import in_land, related
from tashabuk.read.neighbours import neighbours
from tashabuk.read.scene import Scene
from tashabuk.read.state import Candidate

_CLOSED = frozenset(
    (Tag.PREPOSITION, Tag.SUBORDINATOR, Tag.NEGATION, Tag.CONJUNCTION, Tag.RELATIVE, Tag.PRONOUN, Tag.ADVERB)
)
_NOWHERE = ("", "")
_BUCKETS = ("0", "1", "2", "3", *["4-6"] * 3, *["7-12"] * 6)


def trigger_features(scene: Scene, found: Sequence[Candidate]) -> list[str]:
    """Is this word, in this sense, a statement at all?"""
    return spelled(trigger_bundles(scene, found))


def role_features(scene: Scene, candidate: Candidate, role: str) -> list[str]:
    """Is this candidate the actor (`A`) or the recipient (`R`)?"""
    return spelled(whole_role_bundles(scene, candidate), role)


def nobody_features(scene: Scene, found: Sequence[Candidate]) -> list[str]:
    """Is there no recipient (or a mutual event among the actors)?"""
    return spelled([nobody_bundle(scene, found)])


def pair_features(scene: Scene, actor: Candidate, recipient: Candidate | None) -> list[str]:
    """Do these two go together?"""
    return spelled(whole_pair_bundles(scene, actor, recipient))


def whole_role_bundles(scene: Scene, candidate: Candidate) -> list[Bundle]:
    """The bundles of `role_features`."""
    return [*role_bundles(scene, candidate), *told_bundles(scene, candidate)]


def whole_pair_bundles(scene: Scene, actor: Candidate, recipient: Candidate | None) -> list[Bundle]:
    """The bundles of `pair_features`."""
    return [*pair_bundles(scene, actor, recipient), *tied_bundles(scene, actor, recipient)]


def trigger_bundles(scene: Scene, found: Sequence[Candidate]) -> list[Bundle]:
    """The bundles of `trigger_features`."""
    trigger, word, part = scene.trigger, scene.word, scene.part
    words = scene.reading.sentences[trigger.sentence].words
    frame, event, at = scene.hit.frame, scene.hit.frame.event, trigger.word
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    sides = [c.side for c in found]
    near = min((c.distance for c in found if c.side in "LR"), default=99)
    others = sum([1 for w in words[max(0, at - 3) : at + 4] if w.hits]) - 1
    rights, lefts = min(sides.count("R"), 3), min(sides.count("L"), 3)
    bundles: list[Bundle] = [
        (spelling.sense, part, frame.id, event),
        (spelling.neighbours, part, _tag(before), _tag(after)),
        (spelling.company, part, rights, lefts, _bucket(near)),
        (
            spelling.attached,
            part,
            event,
            word.prep,
            word.definite,
            bool(word.pronoun),
            frame.weak,
            bool(frame.companions),
            trigger.sentence == 0,
            word.quoted,
            bool(word.says),
        ),
    ]
    if scene.carrier:
        bundles.append((spelling.carried, event, scene.carrier))
    if before is not None:
        bundles.append((spelling.behind, part, before.bare if before.tag in _CLOSED else before.tag))
    if scene.hit.form.passive:
        bundles.append((spelling.passive, event))
    bundles.append((spelling.crowd, part, others))
    bundles.append((spelling.hanging, part, event, frame.id, *hanging(scene.reading, trigger), scene.taken))
    return bundles


def _tag(word: Word | None) -> str:
    if word is None:
        return "^"
    return "M" if word.mention >= 0 else "H" if word.hits else word.tag


def _bucket(n: int) -> str:
    return _BUCKETS[n] if n < len(_BUCKETS) else "far"


def role_bundles(scene: Scene, candidate: Candidate) -> list[Bundle]:
    """The bundles of `role_features` that need no evidence: the same for both roles."""
    hit, part, word = scene.hit, scene.part, scene.word
    group, slot, side, path, profile = (
        candidate.group,
        candidate.slot,
        candidate.side,
        candidate.path,
        candidate.profile,
    )
    frame, form, event, actors = hit.frame, hit.form, hit.frame.event, group.actors
    bond = candidate.bond
    fits_there = scene.fits[bond.place] if bond.place else _NOWHERE
    known = "none" if scene.subject is None else "same" if scene.subject.actors == actors else "other"
    antecedent = None if not word.pronoun else min(scene.able.index(actors), 3) if actors in scene.able else "no"
    fits, recip, pronoun = scene.fits[slot], frame.reciprocal, word.refers or bool(word.pronoun)
    bundles: list[Bundle] = [
        (spelling.place, part, slot, fits),
        (spelling.way, part, side, path, fits),
        (spelling.distance, part, side, _bucket(candidate.distance)),
        (spelling.framed, frame.id, slot),
        (spelling.framed_kind, frame.id, profile.kind),
        (spelling.mention, part, slot, event, group.kind),
        (spelling.manner, part, slot, recip, group.joined, pronoun),
        (spelling.kind, profile.kind, event, scene.sign),
        (spelling.home, profile.home_rank, in_land(scene.reading, scene.trigger, candidate), profile.kind, event, side),
        (spelling.headline, profile.headline if scene.trigger.sentence else None, event, profile.kind, side),
        (spelling.standing, part, side, group.governor, group.source, profile.salience),
        (spelling.way_in_tree, part, event, bond.way),
        (spelling.place_in_tree, part, bond.place, bond.how, fits_there, side),
        (spelling.framed_in_tree, frame.id, bond.place),
        (spelling.taken, part, bond.place, side, scene.taken),
    ]
    if part == "noun":
        bundles.append((spelling.noun_place, event, slot, group.kind, word.prep, word.definite))
    elif part == "active":
        bundles.append((spelling.circumstance, slot, side, word.definite, word.bare[-1:], known))
    if group.option:
        bundles.append((spelling.option, group.generic, group.option, side))
    if form.part is Part.VERB:
        many = len(actors) > 1
        agreement = form.person, form.gender, form.number, group.gender, group.number
        bundles.append((spelling.agreement, part, slot, side, *agreement, many))
    control = scene.control
    if control is None:
        bundles.append((spelling.uncontrolled, part))
    else:
        relation = "S" if actors == control.subject else "O" if actors == control.object else "-"
        bundles.append((spelling.controlled, part, relation, control.kind, control.link))
        bundles.append((spelling.placed, slot, side, relation))
    bundles.append((spelling.reference, part, side, known, antecedent))
    if scene.carrier:
        bundles.append((spelling.carried_by, slot, side, path, scene.carrier))
    if scene.speech is not None:
        speaker = "same" if scene.speech.speaker == actors else "other"
        bundles.append((spelling.spoken, part, slot, speaker, form.person, bool(word.says)))
    return bundles


def told_bundles(scene: Scene, candidate: Candidate) -> list[Bundle]:
    """The bundles of `role_features` about the rest of the text, if there is evidence."""
    evidence, actors = scene.reading.evidence, candidate.group.actors
    if evidence is None:
        return []
    bundles: list[Bundle] = [(spelling.told, candidate.side, *evidence.of_role(scene.trigger.number, actors))]
    for near in neighbours(scene.reading, scene.trigger):
        bundles.append((spelling.beside, near.where, scene.part, near.link, *evidence.beside(near.number, actors)))
    return bundles


def nobody_bundle(scene: Scene, found: Sequence[Candidate]) -> Bundle:
    """The bundle of `nobody_features`."""
    frame = scene.hit.frame
    rights = min([c.side for c in found].count("R"), 3)
    empty = "-" in frame.recipient or not frame.recipient
    return spelling.nobody, scene.part, frame.id, frame.event, rights, frame.reciprocal, empty, scene.taken


def pair_bundles(scene: Scene, actor: Candidate, recipient: Candidate | None) -> list[Bundle]:
    """The bundles of `pair_features` that need no evidence.

    An actor without a recipient: nobody is named, or the actors do it to each other.
    """
    part, frame, fits, actors = scene.part, scene.hit.frame, scene.fits, actor.group.actors
    if recipient is None:
        alone: Bundle = (spelling.alone, part, frame.event, frame.reciprocal, actor.slot, len(actors) > 1)
        return [alone, *known_bundles(scene, actor, actor)] if len(actors) > 1 else [alone]
    reading, sides = scene.reading, (actor.side, recipient.side)
    nearer = "A" if actor.distance < recipient.distance else "R"
    fit = fits[actor.slot][0], fits[recipient.slot][1]
    shared = reading.shared(actors, recipient.group.actors)
    return [
        (spelling.pair, part, actor.slot, recipient.slot),
        (spelling.order, part, frame.event, frame.reciprocal, sides, nearer, fit, len(actors) > 1),
        (spelling.acquainted, min(shared, 3), shared == reading.most_together, *sides),
        (spelling.kinds, actor.profile.kind, recipient.profile.kind, frame.event),
        (spelling.headlined, actor.profile.headline, recipient.profile.headline, frame.event),
        (spelling.homes, related(actor, recipient), actor.profile.kind, recipient.profile.kind, frame.event, sides),
        *known_bundles(scene, actor, recipient, sides),
    ]


def known_bundles(scene: Scene, actor: Candidate, other: Candidate, sides: tuple[str, str] = _NOWHERE) -> list[Bundle]:
    """The bundles of `pair_features` about what is known beforehand of these two."""
    dyads, event, sign = scene.reading.pack.dyads, scene.hit.frame.event, scene.hit.frame.sign
    rows = dyads.between(actor.group.actors, other.group.actors)
    there = acquaintance(rows, event, sign)
    back = acquaintance(dyads.between(other.group.actors, actor.group.actors), event, sign)
    one, two = actor.profile.known, other.profile.known
    fame = step(min(one, two))
    close = closeness(rows, one, two)
    if there == back == STRANGERS:  # one bundle tells all of it
        return [(spelling.strangers, event, fame, close, scene.sign, *sides)]
    texts, share, _ = there
    return [
        (spelling.known, *there, event),
        (spelling.known_from, texts, share, *sides),
        (spelling.known_back, *back, texts),
        (spelling.known_of, texts, fame, scene.sign),
        (spelling.close, close, share, event),
    ]


def tied_bundles(scene: Scene, actor: Candidate, recipient: Candidate | None) -> list[Bundle]:
    """The bundles of `pair_features` about the rest of the text, if there is evidence."""
    evidence, number, sign = scene.reading.evidence, scene.trigger.number, scene.hit.frame.sign
    actors = actor.group.actors
    if evidence is None:
        return []
    if recipient is not None:
        others = recipient.group.actors
        bundles: list[Bundle] = [(spelling.tied, *evidence.of_pair(number, actors, others, sign))]
        for near in neighbours(scene.reading, scene.trigger):
            support = evidence.pair_beside(near.number, actors, others)
            bundles.append((spelling.pair_beside, near.where, near.link, *support))
        return bundles
    if len(actors) > 1:
        return [(spelling.mutual, *evidence.of_pair(number, actors[:1], actors[1:], sign))]
    return []
