"""Stage 8: holder, certainty, openness and date of a chosen statement.

Each is a choice among a few options by a small model; the options and what is seen of them are written here, the
weights are fitted. Options that are plain values (`asserted`) are scored by `value|feature`; options that stand in the
text (a speaker, a time expression) by features of their place.
"""

from __future__ import annotations

from collections.abc import Sequence

from tashabuk.engine.pack import TimeExpression
from tashabuk.engine.ranker import Model
from tashabuk.engine.words import Tag, Word
from tashabuk.model import AUTHOR, UNNAMED, Certainty, Openness
from tashabuk.read.candidates import speech_at
from tashabuk.read.choice import Choice
from tashabuk.read.phrases import path
from tashabuk.read.scene import part_of
from tashabuk.read.state import Reading, Speech

CERTAINTIES = tuple(Certainty)
OPENNESSES: tuple[Openness | None, ...] = (None, Openness.COVERT, Openness.OVERT)
REACH = 9


def argmax(options: Sequence[list[str]], model: Model) -> int:
    """The index of the option with the highest score; the first among equals."""
    scores = [model.score(features) for features in options]
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
    cues = _cue_features(words, trigger.word)
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
    for other in reversed(words[max(0, at - REACH) : at]):
        if other.tag is Tag.VERB and (other.hits or other.says):
            lemma = other.hits[0].frame.lemma if other.hits else other.says[0]
            out += [f"under={lemma}|{part}", f"under-tense={other.form.tense if other.form else ''}|{part}"]
            break
        if other.tag in (Tag.SUBORDINATOR, Tag.RELATIVE):
            out.append(f"clause={other.bare}|{part}")
            break
        if other.tag is Tag.STOP:
            break
    return out


def _cue_features(words: list[Word], at: int) -> list[str]:
    out: list[str] = []
    crossed = 0
    for other in reversed(words[max(0, at - REACH) : at + 1]):
        distance = at - other.index
        if other.tag in (Tag.COMMA, Tag.STOP):
            crossed += 1
        for kind, value in other.cues:
            if kind == "certainty":
                out += [f"cue={value}|d={min(distance, 4)}", f"cue={value}|crossed={crossed > 0}"]
                if not crossed:
                    out.append(f"cue={value}|{other.bare}")
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
    crossed = 0
    for other in words[max(0, at - 8) : at + 9]:
        for kind, value in other.cues:
            if kind == "openness":
                between = words[min(at, other.index) : max(at, other.index)]
                crossed = sum(w.tag in (Tag.COMMA, Tag.STOP) for w in between)
                seen += [
                    f"cue={value}|crossed={min(crossed, 2)}",
                    f"cue={value}|d={min(abs(other.index - at), 5)}",
                ]
    if any(k == "openness" and v == "covert" for w in words for k, v in w.cues):
        seen.append("sentence=covert")
    return [[f"O|{value}|{feature}" for feature in seen] for value in OPENNESSES]


def holder_options(reading: Reading, choice: Choice) -> tuple[list[str], list[list[str]]]:
    """The possible holders and the features of each: the author, every speaker of the sentence, the last speaker."""
    index, at = choice.trigger.sentence, choice.trigger.word
    words = reading.sentences[index].words
    word = words[at]
    part = part_of(choice.hit)
    inner = speech_at(reading, index, at)
    state = "in" if inner is not None else "out"
    kind = inner.kind if inner is not None else "-"
    holders = [AUTHOR]
    options = [
        [
            "H|author",
            f"H|author|{kind}",
            f"H|author|{state}|says={bool(word.says)}",
            f"H|author|{state}|quoted={word.quoted}",
            f"H|author|{kind}|{choice.hit.frame.event}",
            f"H|author|{kind}|{part}",
            f"H|author|title={index == 0}",
            f"H|author|{_cues_near(words, at)}",
            f"H|author|{_saying(words, inner)}|{part}",
        ]
    ]
    speeches: list[tuple[Speech, str]] = [(s, "here") for s in reading.speeches[index] if s.verb != at]
    if index and reading.speeches[index - 1]:
        speeches.append((reading.speeches[index - 1][-1], "before"))
    for speech, where in speeches:
        for speaker in speech.speaker[:1]:
            if speaker in holders:
                continue
            holders.append(speaker)
            options.append(_speaker_features(reading, choice, speech, where, inner))
    if UNNAMED not in holders:
        holders.append(UNNAMED)
        options.append(["H|unnamed", f"H|unnamed|{_cues_near(words, at)}", f"H|unnamed|{state}|{part}"])
    return holders, options


def _saying(words: list[Word], speech: Speech | None) -> str:
    """The word that brings a speech in, as far as there is one."""
    return words[speech.verb].bare if speech is not None and speech.verb >= 0 else "-"


def _cues_near(words: list[Word], at: int) -> str:
    return "+".join(sorted({v for w in words[max(0, at - 6) : at + 1] for k, v in w.cues if k == "certainty"})[:2])


def _speaker_features(reading: Reading, choice: Choice, speech: Speech, where: str, inner: Speech | None) -> list[str]:
    index, at = choice.trigger.sentence, choice.trigger.word
    words = reading.sentences[index].words
    word = words[at]
    saying = _saying(words, speech) if where == "here" else where
    inside = where == "here" and speech.first <= at <= speech.last
    is_inner = inner is not None and speech.verb == inner.verb and inside
    own = speech.speaker == choice.actor.group.actors
    first_person = choice.hit.form.person == "1"
    base = f"H|{where}|{speech.kind}|inner={is_inner}|inside={inside}"
    steps = path(reading.symbols[index], speech.first, at, 4) if inside else ""
    out = [
        base,
        f"{base}|says={bool(word.says)}",
        f"{base}|quoted={word.quoted}",
        f"{base}|own={own}",
        f"{base}|{choice.hit.frame.event}",
        f"{base}|{part_of(choice.hit)}",
        f"H|{where}|first={first_person}",
        f"H|{speech.kind}|near={min(max(at - speech.first, -1), 12) // 3}",
        f"H|inside={inside}|{steps}",
        f"H|inside={inside}|{saying}|{part_of(choice.hit)}",
        f"H|own={own}|{saying}",
    ]
    if where == "before":
        start = reading.sentences[index].words[0]
        out += [f"H|before|quoted={start.quoted}|{word.quoted}", f"H|before|conj={start.conj}|{start.tag}"]
    if speech.speaker == (UNNAMED,):
        out.append(f"H|{where}|is-unnamed|{speech.kind}")
    return out


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
    verbs = min(sum(w.tag is Tag.VERB for w in between), 2)
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
