"""Stage 6b: the trees of the sentences that have likely triggers, or in which somebody speaks."""

from __future__ import annotations

from collections.abc import Iterable

from tashabuk.engine.words import Word
from tashabuk.read.phrases import with_coordinated
from tashabuk.read.state import Reading
from tashabuk.read.trees import Tree
from tashabuk.read.values import WORD_COLUMNS, Values, rows_of, values_of

PARSED_COLUMNS = (*WORD_COLUMNS, "start2", "start3", "end2", "end3", "ends")


def find_trees(reading: Reading) -> None:
    """Fill `trees`: all words hang nowhere where no parser was fitted. A text without likely triggers needs none:
    nobody asks who speaks in it."""
    told = {t.sentence for t in reading.triggers if t.number not in reading.unlikely}
    if not told:
        return
    parser = reading.pack.parser
    wanted = [s.index for s in reading.sentences if s.index in told or any(w.says for w in s.words)]
    if parser is None:
        for index in wanted:
            words = reading.sentences[index].words
            reading.trees[index] = Tree(words, [-1] * len(words), ["r"] * len(words))
        return
    rows = [row for index in wanted for row in parsed_values(reading, index)]
    numbers = rows_of(rows, "word", PARSED_COLUMNS, parser.vocabulary)
    lengths = [len(reading.sentences[index].words) for index in wanted]
    for index, (heads, labels) in zip(wanted, parser.parse(numbers, lengths), strict=True):
        tree = Tree(reading.sentences[index].words, heads, labels)
        reading.trees[index] = tree
        reading.groups[index] = with_coordinated(tree, reading.groups[index])


def parsed_values(reading: Reading, sentence: int) -> Iterable[Values]:
    """What the parser is shown of each word of a sentence."""
    words = reading.sentences[sentence].words
    return (v + _affixes(w) for v, w in zip(values_of(reading, sentence), words, strict=True))


def _affixes(word: Word) -> Values:
    bare, folded = word.bare, word.folded
    return bare[:2], bare[:3], bare[-2:], bare[-3:], folded[:1] + folded[-1:]
