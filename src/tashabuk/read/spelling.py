"""The strings of the ranker's features, bundle by bundle: the names under which the model's file has their weights.

`T|` features judge the trigger, `A|` and `R|` a candidate for the role of actor or recipient, `P|` the pair, `E|` what
the rest of the text says of it. Functions whose first argument is a role spell the features of both roles.
"""

from __future__ import annotations

from collections.abc import Sequence

from tashabuk.engine.dyads import STRANGERS

Spelled = Sequence[str]
Sides = tuple[str, str]
"""The sides of the trigger on which actor and recipient stand."""
Fit = tuple[str, str]
"""Which of the frame's places a slot can be: for the actor, for the recipient."""


def sense(part: str, frame: str, event: str) -> Spelled:
    """A trigger by its sense and part of speech."""
    return "T|bias", f"T|{frame}", f"T|{frame}|{part}", f"T|{event}|{part}"


def neighbours(part: str, before: str, after: str) -> Spelled:
    """A trigger by the words beside it."""
    return f"T|{part}|before={before}", f"T|{part}|after={after}"


def company(part: str, rights: int, lefts: int, near: str) -> Spelled:
    """A trigger by its candidates: how many on each side, and how far the nearest is."""
    return f"T|{part}|R{rights}|L{lefts}", f"T|{part}|near={near}"


def attached(
    part: str,
    event: str,
    prep: str,
    definite: bool,
    pronoun: bool,
    weak: bool,
    phrase: bool,
    title: bool,
    quoted: bool,
    says: bool,
) -> Spelled:
    """A trigger by what is attached to it, what its frame is like, and where it stands."""
    out = [
        f"T|{part}|prep={prep}|def={definite}",
        f"T|{part}|pronoun={pronoun}|def={definite}|{event}",
        f"T|weak={weak}|phrase={phrase}|{part}",
    ]
    if title:
        out.append(f"T|title|{part}")
    if quoted:
        out.append("T|quoted")
    if says:
        out.append(f"T|says|{part}|{event}")
    return out


def carried(event: str, carrier: str) -> Spelled:
    """An event noun by the light verb that carries it."""
    return f"T|carrier|{event}", f"T|carrier={carrier}"


def behind(part: str, before: str) -> Spelled:
    """A trigger by the function word before it."""
    return (f"T|{part}|before={before}",)


def passive(event: str) -> Spelled:
    """A trigger in the passive."""
    return (f"T|passive|{event}",)


def crowd(part: str, others: int) -> Spelled:
    """A trigger by the number of other possible triggers around it."""
    return (f"T|{part}|others={others}",)


def hanging(part: str, event: str, frame: str, label: str, above: str, places: str) -> Spelled:
    """A trigger by what it is in the tree, and by who holds its places there."""
    return (
        f"T|{part}|label={label}|above={above}",
        f"T|{event}|label={label}",
        f"T|{frame}|label={label}",
        f"T|{part}|taken={places}",
        f"T|{frame}|taken={places}",
    )


def place(role: str, part: str, slot: str, fits: Fit) -> Spelled:
    """A candidate by its grammatical place and what the frame has there."""
    fit, other = fits if role == "A" else fits[::-1]
    return f"{role}|{part}|{slot}", f"{role}|{part}|{slot}|fit={fit}|{other}", f"{role}|fit={fit}|{other}|{part}"


def way(role: str, part: str, side: str, path: str, fits: Fit) -> Spelled:
    """A candidate by the words between it and the trigger."""
    fit = fits[0] if role == "A" else fits[1]
    return f"{role}|{side}|{part}|{path}", f"{role}|{side}|{part}|{path}|fit={fit}"


def way_in_tree(role: str, part: str, event: str, way: str) -> Spelled:
    """A candidate by the way to it in the tree."""
    return f"{role}|{part}|tree={way}", f"{role}|{event}|tree={way}"


def place_in_tree(role: str, part: str, place: str, how: str, fits: Fit, side: str) -> Spelled:
    """A candidate by the place of the trigger that it holds in the tree, and what the frame has there."""
    fit, other = fits if role == "A" else fits[::-1]
    return (
        f"{role}|{part}|place={place}|{how}",
        f"{role}|{part}|place={place}|fit={fit}|{other}",
        f"{role}|fit={fit}|how={how}",
        f"{role}|place={place}|{side}",
    )


def framed_in_tree(role: str, frame: str, place: str) -> Spelled:
    """A candidate by the place of this sense that it holds in the tree."""
    return (f"{role}|{frame}|place={place}",)


def taken(role: str, part: str, place: str, side: str, places: str) -> Spelled:
    """A candidate by its place in the tree, and by who holds the others."""
    return f"{role}|{part}|place={place}|taken={places}", f"{role}|side={side}|place={place}|taken={places}"


def distance(role: str, part: str, side: str, words: str) -> Spelled:
    """A candidate by the number of words between it and the trigger."""
    return (f"{role}|{part}|{side}|d={words}",)


def framed(role: str, frame: str, slot: str) -> Spelled:
    """A candidate by its place with this sense."""
    return (f"{role}|{frame}|{slot}",)


def framed_kind(role: str, frame: str, kind: str) -> Spelled:
    """A candidate by its kind with this sense."""
    return (f"{role}|{frame}|kind={kind}",)


def mention(role: str, part: str, slot: str, event: str, kind: str) -> Spelled:
    """A candidate by its place with this event, and by the kind of mention that it is."""
    return f"{role}|{event}|{part}|{slot}", f"{role}|kind={kind}|{slot}", f"{role}|kind={kind}|{event}"


def manner(role: str, part: str, slot: str, reciprocal: bool, joined: bool, pronoun: str | bool) -> Spelled:
    """A candidate by its place with mutual events, and beside an attached pronoun."""
    return (
        f"{role}|joined={joined}|recip={reciprocal}|{slot}",
        f"{role}|pronoun={pronoun}|{part}|{slot}",
        f"{role}|recip={reciprocal}|{part}|{slot}",
    )


def kind(role: str, actor: str, event: str, sign: str) -> Spelled:
    """A candidate by the kind of actor that it is."""
    return f"{role}|class={actor}|{event}", f"{role}|class={actor}|{sign}"


def home(role: str, rank: int, land: str, kind: str, event: str, side: str) -> Spelled:
    """A candidate by how often its country is met in the text, and whether it is that of the place."""
    return (
        f"{role}|home-rank={rank}|{side}",
        f"{role}|home-rank={rank}|{kind}",
        f"{role}|land={land}|{side}",
        f"{role}|land={land}|{event}",
        f"{role}|land={land}|{kind}|{side}",
    )


def headline(role: str, place: int | None, event: str, kind: str, side: str) -> Spelled:
    """A candidate by its place in the headline; none for what the headline itself says."""
    return f"{role}|headline={place}|{side}", f"{role}|headline={place}|{event}", f"{role}|headline={place}|{kind}"


def standing(role: str, part: str, side: str, governor: str, source: str, salience: int) -> Spelled:
    """A candidate by what governs it, where it was found, and how often it is named."""
    return (
        f"{role}|gov={governor}|{side}|{part}",
        f"{role}|source={source}|{side}",
        f"{role}|salience={salience}|{side}",
    )


def noun_place(role: str, event: str, slot: str, kind: str, prep: str, definite: bool) -> Spelled:
    """A candidate of an event noun by its place and kind, and by what is attached to the noun: بمساندة فلان."""
    return (
        f"{role}|noun|{slot}|{kind}|def={definite}",
        f"{role}|noun|{slot}|prep={prep}",
        f"{role}|{event}|noun|{slot}|prep={prep}|def={definite}",
    )


def circumstance(role: str, slot: str, side: str, definite: bool, ending: str, subject: str) -> Spelled:
    """A candidate of a participle by its ending, which tells what somebody does meanwhile: مشيدا بدور فلان."""
    form = "def" if definite else ending
    return f"{role}|active|{form}|{slot}", f"{role}|active|{form}|subject={subject}|{side}"


def option(role: str, noun: str, rule: str, side: str) -> Spelled:
    """A reference by its noun, and by the rule that makes it stand for this candidate."""
    return f"{role}|{noun}|{rule}", f"{role}|option={rule}|{side}"


def reference(role: str, part: str, side: str, subject: str, antecedent: int | str | None) -> Spelled:
    """A candidate by whether it is the likely subject here, and whether a pronoun on the trigger can mean it."""
    out = [f"{role}|subject={subject}|{part}", f"{role}|subject={subject}|{part}|{side}"]
    if antecedent is not None:
        out += [f"{role}|antecedent={antecedent}|{part}", f"{role}|antecedent={antecedent}|{part}|subject={subject}"]
    return out


def agreement(
    role: str,
    part: str,
    slot: str,
    side: str,
    person: str,
    gender: str,
    number: str,
    group_gender: str,
    group_number: str,
    many: bool,
) -> Spelled:
    """A candidate by its agreement with a verb."""
    agrees = _agrees(side, person, gender, number, group_gender, many or group_number in ("p", "d"))
    return (
        f"{role}|agree={gender}{number}/{group_gender}{group_number}|{side}",
        f"{role}|agrees={agrees}|{side}|{part}",
        f"{role}|agrees={agrees}|{slot}|{part}",
        f"{role}|person={person}|{slot}",
    )


def _agrees(side: str, person: str, gender: str, number: str, group_gender: str, many: bool) -> str:
    """Whether a verb agrees with a group as its subject: in number only with a subject before it."""
    if person in ("1", "2"):
        return "first"
    if gender and group_gender and gender != group_gender:
        return "no"
    if side == "R":
        return "no" if number == "p" else "yes" if gender and group_gender else "perhaps"
    if (number == "p") != many and number != "d":
        return "number"
    return "yes" if gender and group_gender else "perhaps"


def uncontrolled(role: str, part: str) -> Spelled:
    """A candidate of a trigger with no predicate above it."""
    return (f"{role}|up=none|{part}",)


def controlled(role: str, part: str, relation: str, above: str, link: str) -> Spelled:
    """A candidate by its place with the predicate above: who promises also gives, who is accused also did it."""
    return (
        f"{role}|up={relation}|{link}|{part}",
        f"{role}|up={relation}|{above}",
        f"{role}|up={relation}|{above}|{link}",
    )


def placed(role: str, slot: str, side: str, relation: str) -> Spelled:
    """A candidate by its place with the predicate above, and with this one."""
    return (f"{role}|up={relation}|{side}|{slot}",)


def told(role: str, side: str, acts: int, suffers: int) -> Spelled:
    """A candidate by how much the rest of the text has it act, and suffer."""
    return f"{role}|acts={acts}|suffers={suffers}|{side}", f"{role}|acts={acts}|{side}"


def beside(role: str, where: str, part: str, link: str, acts: int, suffers: int) -> Spelled:
    """A candidate by how much the trigger before, behind or above has it act, and suffer."""
    seen = f"E|{role}|{where}={acts}{suffers}"
    return seen, f"{seen}|{part}", f"{seen}|{link}"


def carried_by(role: str, slot: str, side: str, path: str, carrier: str) -> Spelled:
    """A candidate of an event noun that a light verb carries."""
    return f"{role}|carrier={carrier}|{slot}", f"{role}|carrier|{side}|{path}"


def spoken(role: str, part: str, slot: str, speaker: str, person: str, says: bool) -> Spelled:
    """A candidate by whether it is the current speaker."""
    out = [f"{role}|speaker={speaker}|{part}", f"{role}|speaker={speaker}|{slot}|{person}"]
    return [*out, f"{role}|speaker={speaker}|says"] if says else out


def nobody(part: str, frame: str, event: str, rights: int, reciprocal: bool, empty: bool, places: str) -> Spelled:
    """The lack of a recipient."""
    return (
        "R|nobody",
        f"R|nobody|{event}",
        f"R|nobody|{frame}",
        f"R|nobody|{part}|R{rights}",
        f"R|nobody|recip={reciprocal}|{part}",
        f"R|nobody|empty={empty}",
        f"R|nobody|{part}|taken={places}",
        f"R|nobody|{frame}|taken={places}",
    )


def alone(part: str, event: str, reciprocal: bool, slot: str, joined: bool) -> Spelled:
    """An actor without a recipient."""
    return (
        f"P|nobody|joined={joined}|recip={reciprocal}",
        f"P|nobody|{event}|joined={joined}",
        f"P|nobody|{part}|{slot}|joined={joined}",
    )


def pair(part: str, actor_slot: str, recipient_slot: str) -> Spelled:
    """Actor and recipient by their places."""
    return (f"P|{part}|{actor_slot}|{recipient_slot}",)


def order(part: str, event: str, reciprocal: bool, sides: Sides, nearer: str, fits: Fit, joined: bool) -> Spelled:
    """Actor and recipient by their order around the trigger."""
    return (
        f"P|{part}|{sides[0]}{sides[1]}|{nearer}|{event}",
        f"P|{sides[0]}{sides[1]}|fit={fits[0]}{fits[1]}",
        f"P|recip={reciprocal}|{sides[0]}{sides[1]}|joined={joined}",
    )


def acquainted(shared: int, most: bool, actor_side: str, recipient_side: str) -> Spelled:
    """Actor and recipient by the number of sentences that name both (3 for more); `most`: no two have more."""
    return f"P|together={shared}|{actor_side}{recipient_side}", f"P|together-most={most}|{shared > 1}"


def kinds(actor: str, recipient: str, event: str) -> Spelled:
    """Actor and recipient by the kinds of actor that they are."""
    return (f"P|{actor}|{recipient}|{event}",)


def homes(relation: str, actor: str, recipient: str, event: str, sides: Sides) -> Spelled:
    """Actor and recipient by whether they are of one country."""
    return (
        f"P|home={relation}|{event}",
        f"P|home={relation}|{actor}|{recipient}",
        f"P|home={relation}|{actor}|{recipient}|{event}",
        f"P|home={relation}|{sides[0]}{sides[1]}",
    )


def headlined(actor: int, recipient: int, event: str) -> Spelled:
    """Actor and recipient by their places in the headline."""
    return f"P|headline={actor}{recipient}", f"P|headline={actor}{recipient}|{event}"


def known(texts: int, sign: int, kind: int, event: str) -> Spelled:
    """Actor and recipient by what is known of them beforehand (see `engine.dyads`): in how many texts the one acts on
    the other, in which share of them with this sign, in how many so."""
    return (
        f"P|known={texts}",
        f"P|known={texts}|sign={sign}",
        f"P|known={texts}|type={kind}",
        f"P|known-type={kind}|{event}",
        f"P|known-sign={sign}|{event}",
        f"P|known={texts}|{event}",
    )


def known_from(texts: int, sign: int, actor_side: str, recipient_side: str) -> Spelled:
    """What is known of actor and recipient, by their sides of the trigger."""
    return f"P|known={texts}|{actor_side}{recipient_side}", f"P|known-sign={sign}|{actor_side}{recipient_side}"


def known_back(texts: int, sign: int, kind: int, there: int) -> Spelled:
    """What is known of the recipient acting on the actor."""
    return f"P|back={texts}|known={there}", f"P|back={texts}|sign={sign}", f"P|back={texts}|type={kind}"


def known_of(texts: int, fame: int, sign: str) -> Spelled:
    """What is known of actor and recipient, by how much is known of the less known of them at all."""
    return f"P|known={texts}|fame={fame}", f"P|known={texts}|fame={fame}|{sign}"


def close(closeness: int, sign: int, event: str) -> Spelled:
    """Actor and recipient by how many more texts tell this of the two than of any two of whom so much is told."""
    return f"P|close={closeness}", f"P|close={closeness}|sign={sign}", f"P|close={closeness}|{event}"


def strangers(event: str, fame: int, closeness: int, sign: str, actor_side: str, recipient_side: str) -> Spelled:
    """All that is told of actor and recipient, of whom nothing is known either way."""
    return (
        *known(*STRANGERS, event),
        *known_from(*STRANGERS[:2], actor_side, recipient_side),
        *known_back(*STRANGERS, 0),
        *known_of(0, fame, sign),
        *close(closeness, STRANGERS[1], event),
    )


def tied(tie: int, reverse: int, opposite: int, forward: bool) -> Spelled:
    """Actor and recipient by how much the rest of the text supports this tie, its reverse, and its opposite."""
    out = [f"E|tie={tie}", f"E|tie={tie}|reverse={reverse}", f"E|opposite={opposite}|tie={tie}"]
    return [*out, "E|forward"] if forward else out


def pair_beside(where: str, link: str, pair: int, reverse: int) -> Spelled:
    """Actor and recipient by how much the trigger before, behind or above supports them, and their reverse."""
    seen = f"E|{where}={pair}{reverse}"
    return seen, f"{seen}|{link}"


def mutual(tie: int, reverse: int, opposite: int, forward: bool) -> Spelled:
    """The same for several actors of a mutual event."""
    return [f"{feature}|mutual" for feature in tied(tie, reverse, opposite, forward)]
