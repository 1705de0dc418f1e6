"""Stage 8b: certainty and openness of a chosen statement.

Each is a choice among a few options by a small model; the options and what is seen of them are written here, the
weights are fitted. Options that are plain values (`asserted`) are scored by `value|feature`; options that stand in the
text (a speaker, a time expression) by features of their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tashabuk.engine.network import CERTAINTY, HOLDER
from tashabuk.engine.ranker import UNIT, Model
from tashabuk.engine.words import Tag, Word, claims
from tashabuk.model import Certainty, EventType, Openness
from tashabuk.read.candidates import speech_at
from tashabuk.read.choice import Choice
from tashabuk.read.holders import Held, holder_kind, holder_options, standing_of
from tashabuk.read.hunches import hints
from tashabuk.read.phrases import verbs_between
from tashabuk.read.scene import part_of
from tashabuk.read.state import Reading, Speech
from tashabuk.read.trees import Tree, length
from tashabuk.read.values import stem_of

CERTAINTIES = tuple(Certainty)
OPENNESSES: tuple[Openness | None, ...] = (None, Openness.COVERT, Openness.OVERT)
REACH = 9
"""Words before a trigger within which its cues and the verb above it are looked for."""
REACH_BEHIND, EXCEPTION_REACH = 7, 12
"""Words behind a trigger within which its relative clause begins, and what excepts from its negation stands."""
DEEP = 3
"""Predicates above a trigger that are looked at."""
BEFORE, AFTER = 8, 15
"""Words within which a word for secret or public is about a trigger: it can be the last thing that its clause says."""
_WITHOUT = frozenset(("غير", "لم", "لا", "لن", "دون"))
_WILL_BE = frozenset(("سيكون", "ستكون"))
_IF = frozenset(("اذا", "لو", "اذ"))


def argmax(options: Sequence[list[str]], model: Model, hinted: Sequence[int] = ()) -> int:
    """The index of the option with the highest score; the first among equals. What is `hinted` adds to the scores.

    Where the first option is that nothing is said, a model can lean towards the others: texts of one kind tell fewer
    dates than those of another, and who asks when something was would rather have a date that is probable than none.
    """
    lean = round(model.settings.get("lean", 0.0) * UNIT)
    scores = [model.score(features) + (lean if number else 0) for number, features in enumerate(options)]
    if hinted:
        scores = [score + hint for score, hint in zip(scores, hinted, strict=True)]
    return max(range(len(scores)), key=lambda n: (scores[n], -n))


def context_features(reading: Reading, choice: Choice) -> list[str]:
    """What stands around a trigger: cues before it, its form, the words that govern it."""
    trigger = choice.trigger
    words = reading.sentences[trigger.sentence].words
    word = words[trigger.word]
    hit = choice.hit
    part = part_of(hit)
    out = [
        "bias",
        part,
        f"{part}|{hit.form.tense}",
        f"{part}|prep={word.prep}",
        f"{hit.frame.event}|{part}",
        f"lemma={hit.frame.lemma}",
        f"quoted={word.quoted}",
    ]
    if word.prep == "ل" and part == "verb":
        out.append("purpose")
    out += _governor_features(words, trigger.word, part)
    control = reading.controls[trigger.sentence].get(trigger.word)
    if control is not None:
        out += [f"up={control.kind}|{control.link}", f"up={control.kind}|{part}", f"up-link={control.link}|{part}"]
    tree = reading.trees[trigger.sentence]
    out += _hanging_features(tree, trigger.word, part)
    out += _scope_features(tree, trigger.word, part)
    out += _clause_features(words, trigger.word, part)
    out += _when_features(reading, choice, part)
    out += _plan_features(tree, trigger.word, part, hit.form.tense)
    out += _twin_features(tree, trigger.word, part, hit.form.tense)
    out += [f"own-cue={value}|{hit.frame.event}" for value in claims(word)]
    cues = _cue_features(words, trigger.word, part)
    if hit.frame.negated:
        # The denial is what the sense is made of; its word tells a refusal (لا يقبل) from one to come (لن يقبل).
        cues = [f"denial={_denial(words, trigger.word)}", *(cue for cue in cues if "=negated" not in cue)]
    out += cues
    last = words[-1]
    if "؟" in last.folded or "?" in last.folded:
        out.append("asks")
    return out


def _governor_features(words: list[Word], at: int, part: str) -> list[str]:
    out: list[str] = []
    for back in range(1, 4):
        if at - back < 0:
            out.append(f"before{back}=^")
            break
        other = words[at - back]
        key = other.bare if other.tag is not Tag.NOUN or other.says else "N"
        out.append(f"before{back}={key}|{part}" if back == 1 else f"before{back}={key}")
    heads = [w for w in reversed(words[max(0, at - 3) : at]) if w.mention < 0 and w.tag is Tag.NOUN]
    out += [f"head{order}={stem_of(head)}|{part}" for order, head in enumerate(heads[:2])]
    for other in reversed(words[max(0, at - REACH) : at]):
        if other.tag is Tag.VERB:
            out += [f"under={_lemma(other)}|{part}", f"under-tense={other.form.tense if other.form else ''}|{part}"]
            break
        if other.tag in (Tag.SUBORDINATOR, Tag.RELATIVE):
            out.append(f"clause={other.bare}|{part}")
            break
        if other.tag is Tag.STOP:
            break
    return out


def _hanging_features(tree: Tree, at: int, part: str) -> list[str]:
    """What a trigger hangs on in the tree, up to three predicates above, and the function words of each."""
    out = [f"label={tree.labels[at]}|{part}"]
    out += [f"small={small.bare}|{part}" for small in tree.small(at)]
    way, depth = "", 0
    for below, here in pairwise(tree.above(at)):
        way += tree.labels[below]
        word = tree.words[here]
        if not (word.tag is Tag.VERB or word.hits or word.says):
            continue
        tense = word.form.tense if word.form else ""
        base = f"above{depth}={way[-4:]}"
        out += [f"{base}|{_kind(word)}", f"{base}|{_lemma(word)}", f"above{depth}|{_lemma(word)}|{part}"]
        out.append(f"above{depth}={way[-3:]}|{tense}|{part}")
        for small in tree.small(here):
            out += [f"above{depth}={way[-3:]}|small={small.bare}", f"above-small={small.bare}"]
        depth += 1
        if depth == DEEP:
            break
    return out


def _plan_features(tree: Tree, at: int, part: str, tense: str) -> list[str]:
    """The words for plans, topics, duties, efforts that a trigger hangs on, or that stand before it."""
    out, way, met = [], "", ""
    for ups, (below, here) in enumerate(pairwise(tree.above(at)), 1):
        way += tree.labels[below]
        head = tree.words[here]
        for value in _plans(head):
            out += [
                f"plan={value}|{part}",
                f"plan={value}|{_manner(head)}|{tense}",
                f"plan={value}|ups={min(ups, 3)}",
                f"plan={value}|relative={'l' in way}",
                f"plan={value}|{way[-3:]}",
            ]
            met = met or value
    out.append(f"plans={met}|{part}")
    if tree.words[at].prep == "ل" and part != "verb":
        out += _aim_features(tree, at, met)
    crossed = False
    for other in reversed(tree.words[max(0, at - REACH) : at]):
        crossed = crossed or other.tag in (Tag.COMMA, Tag.STOP)
        for value in _plans(other):
            out.append(f"near-plan={value}|d={min(at - other.index, 5)}|crossed={crossed}")
            out.append(f"near-plan={value}|{part}|verbs={verbs_between(tree.words, other.index, at)}")
    return out


def _aim_features(tree: Tree, at: int, plan: str) -> list[str]:
    """What a noun behind ل is the aim of: جهود لوقف القتال."""
    above = tree.heads[at]
    kind = _manner(tree.words[above]) if above >= 0 else "-"
    out = [f"aim|{kind}", f"aim|plan={plan}", f"aim|{tree.labels[at]}"]
    return [*out, f"aim|{_lemma(tree.words[above])}"] if above >= 0 else out


def _manner(word: Word) -> str:
    return word.form.tense if word.form else str(word.tag)


def _plans(word: Word) -> list[str]:
    """The kinds of plans, topics, duties … that a word is a cue for."""
    return [value for kind, value in word.cues if kind == "plan"]


def _twin_features(tree: Tree, at: int, part: str, tense: str) -> list[str]:
    """What the first of several predicates that a trigger is joined to hangs on: لترهيب الناس وتعطيل الدولة."""
    first = at
    for here in tree.above(at):
        first = here
        if tree.labels[here] != "c":
            break
    if first == at:
        return []
    word, label = tree.words[first], tree.labels[first]
    its = word.form.tense if word.form else ""
    out = [f"twin-prep={word.prep}|{part}", f"twin-label={label}|{part}", f"twin-tense={its}|{tense}"]
    out += [f"twin-small={small.bare}|{part}" for small in tree.small(first)]
    out += [f"twin-cue={value}|{part}" for value in claims(word)]
    near = [w for w in tree.words[max(0, first - 3) : first] if w.tag is not Tag.STOP]
    out += [f"twin-near-cue={value}|{part}" for w in near for value in claims(w)]
    return out


def _scope_features(tree: Tree, at: int, part: str) -> list[str]:
    """The cues that a trigger is under in the tree, at whatever distance, and whether the predicate above is denied or
    to come."""
    out, met, way = [], [], ""
    chain = tree.above(at)
    for ups, (below, here) in enumerate(pairwise(chain), 1):
        way += tree.labels[below]
        near = [tree.words[here], *(w for w in tree.small(here) if w.index not in chain)]
        for value in dict.fromkeys(v for w in near for v in claims(w)):
            met.append(value)
            out += [
                f"under-cue={value}|relative={'l' in way}",
                f"under-cue={value}|relative={'l' in way}|{part}",
                f"under-cue={value}|ups={min(ups, 4)}",
            ]
    nearest, outermost = (met[0], met[-1]) if met else ("-", "-")
    out += [f"under-cues={'+'.join(met[:3])}", f"nearest-cue={nearest}|{part}", f"outermost-cue={outermost}"]
    above = tree.predicate(chain[1:4])
    if above >= 0:
        verb, label = tree.words[above], tree.labels[at]
        denied = any(w.tag is Tag.NEGATION for w in tree.small(above))
        coming = (verb.form is not None and verb.form.tense == "future") or verb.bare in _WILL_BE
        out += [f"above-denied={denied}|{label}|{part}", f"above-coming={coming}|{label}|{part}"]
    return out


def _clause_features(words: list[Word], at: int, part: str) -> list[str]:
    """What the relative clause right behind a trigger claims; a negation that only excepts; a condition before."""
    out = []
    behind = next((w for w in words[at + 1 : at + REACH_BEHIND] if w.tag is not Tag.NOUN), None)
    if behind is not None and behind.tag is Tag.RELATIVE:
        verb = next((w for w in words[behind.index + 1 : behind.index + 4] if w.tag is Tag.VERB), None)
        if verb is not None:
            out.append(f"relative-tense={verb.form.tense if verb.form else verb.bare}|{part}")
            out += [f"relative-cue={value}" for value in claims(verb)]
    if any(w.tag is Tag.NEGATION for w in words[max(0, at - 3) : at]) and _excepts(words, at):
        out += ["except", f"except|{part}"]
    for word in words[: at + 1]:
        if word.bare in _IF:
            crossed = any(w.tag is Tag.COMMA for w in words[word.index : at])
            out += [f"if|crossed={crossed}|first={word.index <= 1}", f"if|d={min((at - word.index) // 2, 5)}"]
    return out


def _excepts(words: list[Word], at: int) -> bool:
    for word in words[at + 1 : at + EXCEPTION_REACH]:
        if word.tag is Tag.STOP:
            return False
        if word.bare in ("سوي", "الا"):
            after = words[word.index + 1].bare if word.index + 1 < len(words) else ""
            return not after.startswith(("ان", "اذا"))
    return False


def _when_features(reading: Reading, choice: Choice, part: str) -> list[str]:
    """Whether the nearest date is before, at or after the publication."""
    published, at = reading.document.published, choice.trigger.word
    tense, times = choice.hit.form.tense, reading.times[choice.trigger.sentence]
    if published is None:
        return []
    if not times:
        return [f"when=-|{part}|{tense}"]
    nearest = min(times, key=lambda t: abs(t.first - at))
    date, day = str(nearest.date), published.isoformat()
    when = "same" if day.startswith(date) else "after" if date > day[: len(date)] else "before"
    distance = min(abs(nearest.first - at) // 3, 4)
    coming = any(str(t.date) > day[: len(str(t.date))] for t in times)
    return [
        f"when={when}|{part}|{tense}",
        f"when={when}|only={len(times) == 1}",
        f"when={when}|d={distance}",
        f"coming={coming}|{tense}|{part}",
        f"coming={coming}|{choice.hit.frame.event}",
    ]


def _kind(word: Word) -> str:
    return str(word.hits[0].frame.event) if word.hits else word.says[0] if word.says else "-"


def _lemma(word: Word) -> str:
    return word.hits[0].frame.lemma if word.hits else word.says[0] if word.says else word.bare


def _cue_features(words: list[Word], at: int, part: str) -> list[str]:
    out: list[str] = []
    crossed = 0
    for other in reversed(words[max(0, at - REACH) : at + 1]):
        distance = at - other.index
        if other.tag in (Tag.COMMA, Tag.STOP):
            crossed += 1
        for value in claims(other):
            out += [f"cue={value}|d={min(distance, 4)}", f"cue={value}|crossed={crossed > 0}"]
            out.append(f"cue={value}|{part}|verbs={verbs_between(words, other.index, at)}")
            if not crossed:
                out.append(f"cue={value}|{other.bare}")
                out.append(f"cue={value}|{other.bare}|{part}")
    for other in words[at + 1 : at + 5]:
        out += [f"cue-after={value}" for value in claims(other)]
    return out


def holder_of(reading: Reading, choice: Choice, before: Held | None, model: Model) -> str:
    """Whose word it most probably is."""
    holders, options = holder_options(reading, choice, before)
    chances, actors = hints(reading, choice.trigger, HOLDER), choice.actor.group.actors
    return holders[argmax(options, model, chances and [chances[standing_of(one, actors)] for one in holders])]


def certainty_of(reading: Reading, choice: Choice, holder: str, model: Model) -> Certainty:
    """The most probable certainty by the context."""
    options = certainty_options(reading, choice, holder)
    return CERTAINTIES[argmax(options, model, hints(reading, choice.trigger, CERTAINTY))]


def certainty_options(reading: Reading, choice: Choice, holder: str) -> list[list[str]]:
    """Features of each certainty."""
    seen = context_features(reading, choice)
    speech = speech_at(reading, choice.trigger.sentence, choice.trigger.word)
    held = holder_kind(holder)
    seen += [f"held={held}", f"held={held}|{seen[2]}"]
    seen += _holder_features(reading, choice, holder, speech)
    return [[f"C|{value}|{feature}" for feature in seen] for value in CERTAINTIES]


def _holder_features(reading: Reading, choice: Choice, holder: str, speech: Speech | None) -> list[str]:
    """Who claims it, of whom, and with what word."""
    who, frame, part = _standing(choice, holder), choice.hit.frame, part_of(choice.hit)
    out = [
        f"who={who}",
        f"who={who}|{frame.event}",
        f"who={who}|{part}",
        f"who={who}|{choice.hit.form.tense}",
        f"who={who}|{frame.event.quad}|{part}",
        f"who={who}|accuser={_accuses(reading.trees[choice.trigger.sentence], choice.trigger.word)}",
    ]
    if speech is not None:
        said = reading.sentences[speech.sentence].words[speech.verb] if speech.verb >= 0 else None
        out += [
            f"speech={speech.kind}",
            f"strength={speech.strength}",
            f"said={speech.kind if said is None else _lemma(said)}",
            f"said={said and stem_of(said)}",
            f"who={who}|speech={speech.kind}",
            f"who={who}|strength={speech.strength}|{frame.event}",
        ]
    return out


def _standing(choice: Choice, holder: str) -> str:
    """Who a holder is in what it tells: the doer itself, its own people, whom it is done to, or a third."""
    kind = holder_kind(holder)
    if kind != "actor":
        return kind
    actors = choice.actor.group.actors
    others = choice.recipient.group.actors if choice.recipient is not None else ()
    state = holder.split(":")[0]
    for name, some in (("own", actors), ("victim", others)):
        if holder in some:
            return name
        if state in [one.split(":")[0] for one in some]:
            return name + "-side"
    return "third"


def _accuses(tree: Tree, at: int) -> str:
    """Whether a word for accusing stands above a trigger in the tree, or before it in its sentence."""
    if any(_kind(tree.words[n]) == EventType.ACCUSE for n in tree.above(at)[1:]):
        return "above"
    return "before" if any(_kind(w) == EventType.ACCUSE for w in tree.words[:at]) else "no"


def openness_options(reading: Reading, choice: Choice, holder: str, certainty: Certainty) -> list[list[str]]:
    """Features of not said, covert, overt."""
    index, at = choice.trigger.sentence, choice.trigger.word
    words, tree, frame = reading.sentences[index].words, reading.trees[index], choice.hit.frame
    own = f"own={holder in choice.actor.group.actors}"
    speech = speech_at(reading, index, at)
    strength, kind = (speech.strength, speech.kind) if speech is not None else ("", "")
    part = part_of(choice.hit)
    several = len(choice.actor.group.actors) > 1 or frame.reciprocal
    seen = [
        "bias",
        own,
        f"{own}|{certainty}",
        f"{own}|{frame.event}",
        f"{own}|{part}",
        f"{own}|quoted={words[at].quoted}",
        f"{own}|strength={strength}",
        f"{own}|{certainty}|strength={strength}",
        f"{own}|{certainty}|{part}",
        f"{own}|kind={kind}",
        f"{own}|several={several}",
        f"{own}|label={tree.labels[at]}",
        f"{own}|def={words[at].definite}|pronoun={bool(words[at].pronoun)}|prep={words[at].prep}",
        f"held={holder_kind(holder)}|{frame.event}",
        f"lemma={frame.lemma}",
    ]
    if certainty is Certainty.NEGATED:
        seen.append(f"{own}|denies={_denial(words, at)}|{frame.event.quad}")
    if frame.openness:
        seen.append(f"frame={frame.openness}")
    for value, other in _open_cues(words, at):
        seen += _open_features(tree, at, value, other, own)
    if any(k == "openness" and v == "covert" for w in words for k, v in w.cues):
        seen.append("sentence=covert")
    return [[f"O|{value}|{feature}" for feature in seen] for value in OPENNESSES]


def _denial(words: list[Word], at: int) -> str:
    """The word that negates a trigger: a deed is denied (لم), not to be done (لن), or somebody is said to deny it."""
    for word in reversed(words[max(0, at - REACH) : at + 1]):
        if any(kind == "certainty" and value == Certainty.NEGATED for kind, value in word.cues):
            return word.bare
    return ""


def _open_cues(words: list[Word], at: int) -> Iterator[tuple[str, Word]]:
    """The words around a trigger that tell secret from public; what is negated is not public (غير معلن)."""
    for other in words[max(0, at - BEFORE) : at + AFTER]:
        for kind, value in other.cues:
            negated = other.index and words[other.index - 1].bare in _WITHOUT
            if kind == "openness" and not (negated and value == Openness.OVERT):
                yield value, other


def _open_features(tree: Tree, at: int, value: str, other: Word, own: str) -> list[str]:
    words = tree.words
    first, last = sorted((at, other.index))
    crossed = min(sum(w.tag in (Tag.COMMA, Tag.STOP) for w in words[first:last]), 2)
    side = "before" if other.index < at else "after"
    way = tree.way(at, other.index)
    return [
        f"cue={value}|crossed={crossed}",
        f"cue={value}|d={min(last - first, 5)}",
        f"cue={value}|{side}|verbs={verbs_between(words, first, last)}|crossed={crossed}",
        f"cue={value}|{other.bare}",
        f"cue={value}|{other.bare}|{own}",
        f"cue={value}|{own}",
        f"cue={value}|steps={length(way)}",
        f"cue={value}|way={way}",
    ]
