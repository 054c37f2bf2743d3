"""A tagger of words, trained where it is used: averaged perceptron over features of words and of what the rules say.

Nothing of what it learns is kept; it shows what the corpus' conventions are worth beyond rules.  All classes are tagged together, so that
who acts and what is done say whether information is marked.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ca4p_corpus import Sentence, Span

from kanhe.declared.claims.verbs import Verb, verbs
from kanhe.declared.language.mentions import mentions
from kanhe.declared.language.tokens import Token, tokens

Weights = npt.NDArray[np.float32]
Rules = Callable[[str], frozenset[Span]]
_CLAUSE = frozenset("，。；：")


@dataclass(frozen=True, slots=True)
class Tagger:
    kinds: tuple[str, ...]
    features: dict[str, int]
    weights: Weights
    """Features by tags: outside, then begin and inside of each class."""
    transitions: Weights
    """Tag before (the last row: none) by tag."""
    rules: Rules

    def tag(self, text: str) -> frozenset[Span]:
        """The spans of a sentence."""
        words = tokens(text)
        if not words:
            return frozenset()
        known = [[self.features.get(f, 0) for f in row] for row in described(text, words, self.rules)]
        return frozenset(_spans(words, best(self.weights[np.array(known)].sum(1), self.transitions), self.kinds))


def train(examples: Sequence[Sentence], kinds: tuple[str, ...], rules: Rules, epochs: int) -> Tagger:
    """Train on sentences.  Deterministic: the order of the examples is drawn with a fixed seed."""
    features = {"": 0}
    rows, truths = [], []
    for example in examples:
        if words := tokens(example.text):
            described_words = described(example.text, words, rules)
            rows.append(
                np.array(
                    [[features.setdefault(f, len(features)) for f in row] for row in described_words], dtype=np.int32
                )
            )
            truths.append(_tags(words, example.spans, kinds))
    size = 2 * len(kinds) + 1
    weights, summed = (np.zeros((len(features), size), dtype=np.float32) for _ in range(2))
    transitions, passed = (np.zeros((size + 1, size), dtype=np.float32) for _ in range(2))
    order = list(range(len(rows)))
    shuffled = random.Random(1)
    turn = 1
    for _ in range(epochs):
        shuffled.shuffle(order)
        for index in order:
            told = best(weights[rows[index]].sum(1), transitions)
            truth = truths[index]
            if told != truth:
                for at, (right, wrong) in enumerate(zip(truth, told, strict=True)):
                    steps = ((right, truth[at - 1] if at else size, 1), (wrong, told[at - 1] if at else size, -1))
                    if steps[0][:2] != steps[1][:2]:
                        for tag, before, sign in steps:
                            transitions[before, tag] += sign
                            passed[before, tag] += sign * turn
                    if right != wrong:
                        for tag, sign in ((right, 1), (wrong, -1)):
                            weights[rows[index][at], tag] += sign
                            summed[rows[index][at], tag] += sign * turn
            turn += 1
    return Tagger(kinds, features, weights - summed / turn, transitions - passed / turn, rules)


def best(emissions: Weights, transitions: Weights) -> list[int]:
    """The best sequence of tags (Viterbi): ``emissions`` are words by tags."""
    count, size = emissions.shape
    back = np.zeros((count, size), dtype=np.int8)
    reached = emissions[0] + transitions[size]
    for at in range(1, count):
        ways = reached[:, None] + transitions[:size]
        back[at] = ways.argmax(0)
        reached = ways.max(0) + emissions[at]
    tags = [int(reached.argmax())]
    for at in range(count - 1, 0, -1):
        tags.append(int(back[at, tags[-1]]))
    return tags[::-1]


def _tags(words: Sequence[Token], spans: Iterable[Span], kinds: tuple[str, ...]) -> list[int]:
    marked = {at: (span.kind, span.start) for span in spans for at in span.range}
    tags, before = [], None
    for word in words:
        now = marked.get(word.start)
        tags.append(0 if now is None else 2 * kinds.index(now[0]) + (2 if now == before else 1))
        before = now
    return tags


def _spans(words: Sequence[Token], tags: Sequence[int], kinds: tuple[str, ...]) -> list[Span]:
    found: list[Span] = []
    before = None
    for word, tag in zip(words, tags, strict=True):
        kind = kinds[(tag - 1) // 2] if tag else None
        if kind is None:
            before = None
            continue
        if tag % 2 or kind != before:
            found.append(Span(kind, word.start, word.end))
        else:
            found[-1] = Span(kind, found[-1].start, word.end)
        before = kind
    return found


def described(text: str, words: Sequence[Token], rules: Rules) -> list[list[str]]:
    """For each word what the tagger sees: words and parts of speech around it, the verbs beside it, what the rules found."""
    named, told = [""] * len(text), [""] * len(text)
    for mention in mentions(text):
        kind = "i" if mention.item else f"g{mention.group}" if mention.group else "u"
        for at in range(mention.start, mention.end):
            named[at] = ("B" if at == mention.start else "I") + kind
    for span in sorted(rules(text), key=lambda s: (s.kind, s.start, s.end)):
        for at in span.range:
            told[at] = ("B" if at == span.start else "I") + span.kind
    beside = verbs(text, 0, len(text))
    plain = [word.text for word in words]
    w = ["<<", "<", *plain, ">", ">>"]
    g = ["<", *(word.tag for word in words), ">"]
    m = ["<", *(named[word.start] for word in words), ">"]
    s = ["<", *(told[word.start] for word in words), ">"]
    opens = "".join(plain[:2])
    clause, rows = plain[0], []
    for at, word in enumerate(words):
        before, after = _neighbours(beside, word.start)
        if w[at + 1] in _CLAUSE:
            clause = word.text
        name, said = m[at + 1], s[at + 1]
        distance = min(word.start - before.start, 40) // 8 if before else 9
        verb = before.word if before else ""
        rows.append(
            [
                f"w{word.text}", f"a{w[at + 1]}", f"b{w[at + 3]}", f"c{w[at]}", f"d{w[at + 4]}", f"e{w[at + 1]}|{word.text}", f"f{word.text}|{w[at + 3]}",
                f"g{w[at]}|{w[at + 1]}", f"h{g[at]}{g[at + 1]}{g[at + 2]}", f"i{word.tag}{w[at + 1]}", f"j{said}", f"k{name}",
                f"l{s[at]}|{said}|{s[at + 2]}", f"m{m[at]}|{name}|{m[at + 2]}", f"n{said}{word.text}", f"o{name}{word.text}", f"p{verb}", f"q{verb}{said}",
                f"r{verb}{name[:2]}", f"s{after.word if after else ''}{name[:2]}", f"t{clause}{name[:2]}", f"u{clause}{said[:1]}", f"v{opens}{name[:1]}",
                f"x{word.text[-1]}{name}", f"y{distance}{said[:1]}", f"z{word.text[-1]}{w[at + 3]}",
            ]
        )  # fmt: skip
    return rows


def _neighbours(beside: Sequence[Verb], at: int) -> tuple[Verb | None, Verb | None]:
    before, after = None, None
    for verb in beside:
        if verb.start <= at:
            before = verb
        else:
            after = verb
            break
    return before, after
