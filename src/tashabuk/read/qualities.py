"""Stage 8: holder, certainty, openness and date of a chosen statement.

Each is a choice among a few options by a small model; the options and what is seen of them are written here, the
weights are fitted. Options that are plain values (`asserted`) are scored by `value|feature`; options that stand in the
text (a speaker, a time expression) by features of their place.
"""

from __future__ import annotations

from collections.abc import Sequence

from tashabuk.engine.pack import TimeExpression
from tashabuk.engine.ranker import UNIT, Model
from tashabuk.engine.words import Tag, Word
from tashabuk.model import AUTHOR, UNNAMED, Certainty, Openness
from tashabuk.read.candidates import speech_at
from tashabuk.read.choice import Choice
from tashabuk.read.phrases import path
from tashabuk.read.scene import part_of
from tashabuk.read.sight import stem_of
from tashabuk.read.state import Reading

CERTAINTIES = tuple(Certainty)
OPENNESSES: tuple[Openness | None, ...] = (None, Openness.COVERT, Openness.OVERT)
REACH = 9
BEFORE, AFTER = 8, 15
"""Words within which a word for secret or public is about a trigger: it can be the last thing that its clause says."""


def argmax(options: Sequence[list[str]], model: Model) -> int:
    """The index of the option with the highest score; the first among equals.

    Where the first option is that nothing is said, a model can lean towards the others: texts of one kind tell fewer
    dates than those of another, and who asks when something was would rather have a date that is probable than none.
    """
    lean = round(model.settings.get("lean", 0.0) * UNIT)
    scores = [model.score(features) + (lean if number else 0) for number, features in enumerate(options)]
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
    cues = _cue_features(words, trigger.word, part)
    if hit.frame.negated:
        # The denial is what the sense is made of.
        cues = ["denial", *(cue for cue in cues if "=negated" not in cue)]
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
            lemma = other.hits[0].frame.lemma if other.hits else other.says[0] if other.says else other.bare
            out += [f"under={lemma}|{part}", f"under-tense={other.form.tense if other.form else ''}|{part}"]
            break
        if other.tag in (Tag.SUBORDINATOR, Tag.RELATIVE):
            out.append(f"clause={other.bare}|{part}")
            break
        if other.tag is Tag.STOP:
            break
    return out


def _verbs_between(words: list[Word], first: int, last: int) -> int:
    """Verbs between a cue and what it may be about, at most two."""
    return min(sum(w.tag is Tag.VERB for w in words[first + 1 : last]), 2)


def _cue_features(words: list[Word], at: int, part: str) -> list[str]:
    out: list[str] = []
    crossed = 0
    for other in reversed(words[max(0, at - REACH) : at + 1]):
        distance = at - other.index
        if other.tag in (Tag.COMMA, Tag.STOP):
            crossed += 1
        for kind, value in other.cues:
            if kind == "certainty":
                out += [f"cue={value}|d={min(distance, 4)}", f"cue={value}|crossed={crossed > 0}"]
                out.append(f"cue={value}|{part}|verbs={_verbs_between(words, other.index, at)}")
                if not crossed:
                    out.append(f"cue={value}|{other.bare}")
                    out.append(f"cue={value}|{other.bare}|{part}")
    for other in words[at + 1 : at + 5]:
        out += [f"cue-after={value}" for kind, value in other.cues if kind == "certainty"]
    return out


def holder_kind(holder: str) -> str:
    """`author`, `unnamed` or `actor`."""
    return holder if holder in (AUTHOR, UNNAMED) else "actor"


def certainty_of(reading: Reading, choice: Choice, held: str, model: Model) -> Certainty:
    """A cue right before a verb decides (لم يقصف, ربما قصف, هل يقصف); else the most probable by the context."""
    trigger = choice.trigger
    words = reading.sentences[trigger.sentence].words
    if trigger.word and words[trigger.word].tag is Tag.VERB and not choice.hit.frame.negated:
        for kind, value in words[trigger.word - 1].cues:
            if kind == "certainty" and value != Certainty.ASSERTED:
                return Certainty(value)
    return CERTAINTIES[argmax(certainty_options(reading, choice, held), model)]


def certainty_options(reading: Reading, choice: Choice, held: str) -> list[list[str]]:
    """Features of each certainty."""
    seen = context_features(reading, choice)
    speech = speech_at(reading, choice.trigger.sentence, choice.trigger.word)
    seen += [f"held={held}", f"held={held}|{seen[2]}"]
    if speech is not None:
        seen += [f"speech={speech.kind}", f"strength={speech.strength}"]
    return [[f"C|{value}|{feature}" for feature in seen] for value in CERTAINTIES]


def openness_options(reading: Reading, choice: Choice, holder: str, certainty: Certainty) -> list[list[str]]:
    """Features of not said, covert, overt."""
    words = reading.sentences[choice.trigger.sentence].words
    at = choice.trigger.word
    own = holder in choice.actor.group.actors
    speech = speech_at(reading, choice.trigger.sentence, at)
    strength = speech.strength if speech is not None else ""
    seen = [
        "bias",
        f"own={own}",
        f"own={own}|{certainty}",
        f"own={own}|{choice.hit.frame.event}",
        f"own={own}|{part_of(choice.hit)}",
        f"own={own}|quoted={words[at].quoted}",
        f"own={own}|strength={strength}",
        f"held={holder_kind(holder)}|{choice.hit.frame.event}",
        f"lemma={choice.hit.frame.lemma}",
    ]
    if choice.hit.frame.openness:
        seen.append(f"frame={choice.hit.frame.openness}")
    for other in words[max(0, at - BEFORE) : at + AFTER]:
        for kind, value in other.cues:
            if kind == "openness":
                first, last = sorted((at, other.index))
                crossed = min(sum(w.tag in (Tag.COMMA, Tag.STOP) for w in words[first:last]), 2)
                side = "before" if other.index < at else "after"
                seen += [
                    f"cue={value}|crossed={crossed}",
                    f"cue={value}|d={min(last - first, 5)}",
                    f"cue={value}|{side}|verbs={_verbs_between(words, first, last)}|crossed={crossed}",
                ]
    if any(k == "openness" and v == "covert" for w in words for k, v in w.cues):
        seen.append("sentence=covert")
    return [[f"O|{value}|{feature}" for feature in seen] for value in OPENNESSES]


def date_options(reading: Reading, choice: Choice) -> tuple[list[TimeExpression | None], list[list[str]]]:
    """The possible dates and their features: none, every time expression of the sentence, the last one before."""
    index, at = choice.trigger.sentence, choice.trigger.word
    part, frame = part_of(choice.hit), choice.hit.frame
    times = reading.times[index]
    many = min(len(times), 3)
    options: list[TimeExpression | None] = [None]
    features = [
        [
            "D|none",
            f"D|none|{many}",
            f"D|none|{part}",
            f"D|none|{frame.event}",
            f"D|none|{many}|{part}",
            f"D|none|{part}|{choice.hit.form.tense}",
        ]
    ]
    for order, expression in enumerate(times):
        options.append(expression)
        features.append(_time_features(reading, choice, times, expression, order))
    before = reading.times[index - 1][-1:] if index else []
    if before and not times:
        word = reading.sentences[index].words[at]
        options.append(before[0])
        features.append(
            [
                "D|before",
                f"D|before|{part}|def={word.definite}",
                f"D|before|{frame.event}",
                f"D|before|{before[0].kind}",
            ]
        )
    return options, features


def _time_features(
    reading: Reading, choice: Choice, times: list[TimeExpression], expression: TimeExpression, order: int
) -> list[str]:
    index, at = choice.trigger.sentence, choice.trigger.word
    words = reading.sentences[index].words
    part, tense = part_of(choice.hit), choice.hit.form.tense
    low, high = sorted((expression.first, at))
    side = "L" if expression.last < at else "R"
    between = words[low + 1 : high]
    commas = sum(w.tag is Tag.COMMA for w in between)
    verbs = _verbs_between(words, low, high)
    clauses = sum(w.tag in (Tag.SUBORDINATOR, Tag.RELATIVE) for w in between)
    heads = min(sum(bool(w.hits) for w in between), 3)
    nearest = expression is min(times, key=lambda t: abs(t.first - at))
    distance = abs(expression.first - at)
    own = _nearest_head(words, expression) == at
    return [
        "D|time",
        f"D|{side}|nearest={nearest}",
        f"D|{side}|d={distance // 3 if distance < 18 else 6}",
        f"D|{side}|verbs={verbs}|clauses={min(clauses, 2)}",
        f"D|{side}|heads={heads}",
        f"D|{side}|commas={min(commas, 2)}",
        f"D|{side}|heads={heads}|commas={min(commas, 2)}|{part}",
        f"D|{side}|{expression.kind}|{part}",
        f"D|{expression.date.precision}|{choice.hit.frame.event}",
        f"D|{side}|only={len(times) == 1}|heads={heads}",
        f"D|{side}|start={expression.first <= 2}|heads={heads}",
        f"D|{side}|{part}|tense={tense}|verbs={verbs}",
        f"D|{side}|{path(reading.symbols[index], low + 1, high, 4)}",
        f"D|order={min(order, 2)}",
        f"D|own={own}|{side}",
        f"D|own={own}|{part}",
    ]


def _nearest_head(words: list[Word], expression: TimeExpression) -> int:
    """The word with an event that stands nearest before a time expression in its clause, else the nearest behind it."""
    for word in reversed(words[: expression.first]):
        if word.hits:
            return word.index
        if word.tag is Tag.STOP:
            break
    return next((w.index for w in words[expression.last + 1 :] if w.hits), -1)
