"""Reading of policies held against CA4P-483: spans that people marked in 483 Chinese app policies.

    python benchmarks/ca4p.py CHECKOUT [--split dev|test] [--learn] [--strict] [--epochs N]

CHECKOUT is the repository zacharykzhao/CA4P-483; nothing of it is kept.  Two readers are scored on a split:

*rules*: Kanhe's own reading of statements, as it stands.  The information of its statements are the 数据 spans, the verbs 收集 and 分享, and so
on.  What the marks of the corpus follow by convention is applied to it (``conventions`` below), and no more.

*learned* (with ``--learn``): a tagger that is trained, here and now, on the annotations of all documents that are in neither split, and
that sees what the rules say (``ca4p_tagger.py``).  Documents of the splits are told by their text, not by a list: half of their marked
sentences stand in one.  ``--strict`` leaves out every training sentence that also stands in a split, word by word.

Spans count when both ends are right.  As in the corpus' files, a mark ends at punctuation and white space.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from ca4p_corpus import CLASSES, Sentence, Span, pieces, read_split, training_sentences

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
from kanhe.declared.claims.statements import Statement, read
from kanhe.declared.claims.subjects import Actors, actors
from kanhe.declared.documents.document import Document

Reader = Callable[[str], frozenset[Span]]

_COLLECTED = frozenset({"collect", "use", "store"})
_OWNED = re.compile(r"您的|你的|用户的")
_EXCEPTION = re.compile(r"(?:同意|授权)的?例外")
_ADORNED = re.compile(r".*(?:的|某些|部分|相关|必要)(?=(?:个人|用户)?[^的]{0,4}信息$)")
_PERMITTED = re.compile(r"(?:[、和与及或/](?:(?!信息|数据)[^，。；、]){1,8}){0,4}(?:访问|使用|读写)?(?:的?权限|功能)")
_EXEMPT = re.compile(
    r"而?(?:无需|不必|无须|不需要?|毋需)(?:事先|再|另行)?(?:经过|征得|获得|取得|征求|您)[^。；：]{0,16}(?:同意|授权)"
)


@cache
def nobody() -> Actors:
    """The actors of a text whose document is not known."""
    return actors(Document("", "", "text", "", ()))


def rules(text: str) -> frozenset[Span]:
    """What Kanhe reads in a sentence, as spans of the corpus' classes."""
    # The corpus marks collection that needs no consent like any other; Kanhe takes it for no statement.
    exempt = _EXEMPT.search(text)
    told = read(
        _EXCEPTION.sub(lambda m: "，" * len(m[0]), text[: exempt.start()] if exempt else text), nobody()
    ).statements
    found: set[Span] = set()
    for statement in told:
        found.update(_spans(text, statement))
    return frozenset(found)


def _spans(text: str, statement: Statement) -> Iterable[Span]:
    kept = conventions(text, statement)
    if kept is None:
        return
    yield from (Span("data", a, b) for a, b in pieces(text, *kept))
    frame = statement.frame
    if statement.verb:
        given = statement.actor and text[slice(*statement.actor)] in ("您", "你", "用户")
        kind = "collect" if frame.verb.removeprefix("not-") in _COLLECTED and not given else "share"
        yield Span(kind, *statement.verb)
    if statement.actor:
        yield Span("handler", *statement.actor)
    for name, part in (("purpose", frame.purpose), ("condition", frame.condition), ("subjects", frame.recipient)):
        at = text.find(part, statement.start, statement.end) if part else -1
        if part and at >= 0:
            yield from (Span(name, a, b) for a, b in pieces(text, at, at + len(part)))


def conventions(text: str, statement: Statement) -> tuple[int, int] | None:
    """What the corpus marks of a mention; None when it marks nothing.

    Whose it is (您的) and what adorns 个人信息 (必要的, 未成年人的) is not marked; permissions and words that name nothing (相关信息) are no data."""
    mention = statement.mention
    start, end = mention.start, mention.end
    if _PERMITTED.match(text, end) or mention.written.endswith("权限"):
        return None
    if mention.group == "other-information" or mention.written in ("您的信息", "信息"):
        return None
    if mention.group == "personal-information" and (adorned := _ADORNED.match(mention.written)):
        start += adorned.end()
    if owned := _OWNED.match(text[start:end]):
        start += owned.end()
    return start, end


def score(name: str, sentences: list[Sentence], found: list[frozenset[Span]]) -> None:
    """Print precision, recall and F1 of each class: exact spans, spans that overlap, and characters."""
    print(f"\n{name}: {len(sentences)} sentences")
    print(
        f"{'':12}{'marked':>8}{'found':>8}   {'exact P':>8}{'R':>7}{'F1':>7}   {'overlap P':>10}{'R':>7}{'F1':>7}   {'characters F1':>14}"
    )
    for kind, label in (*CLASSES.items(), (None, "all")):
        gold = [{s for s in sentence.spans if kind in (None, s.kind)} for sentence in sentences]
        mine = [{s for s in spans if kind in (None, s.kind)} for spans in found]
        marked, told = sum(map(len, gold)), sum(map(len, mine))
        right = sum(len(g & m) for g, m in zip(gold, mine, strict=True))
        near = sum(sum(any(s.overlaps(o) for o in g) for s in m) for g, m in zip(gold, mine, strict=True))
        reached = sum(sum(any(s.overlaps(o) for o in m) for s in g) for g, m in zip(gold, mine, strict=True))
        letters = [
            ({(s.kind, i) for s in g for i in s.range}, {(s.kind, i) for s in m for i in s.range})
            for g, m in zip(gold, mine, strict=True)
        ]
        same, g_all, m_all = (
            sum(f(g, m) for g, m in letters)
            for f in (lambda g, m: len(g & m), lambda g, m: len(g), lambda g, m: len(m))
        )
        exact, over = (right / max(told, 1), right / max(marked, 1)), (near / max(told, 1), reached / max(marked, 1))
        print(
            f"{label:12}{marked:>8}{told:>8}   {exact[0]:>8.3f}{exact[1]:>7.3f}{_f1(*exact):>7.3f}   {over[0]:>10.3f}{over[1]:>7.3f}{_f1(*over):>7.3f}   "
            f"{_f1(same / max(m_all, 1), same / max(g_all, 1)):>14.3f}"
        )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--learn", action="store_true", help="also train a tagger on the documents outside both splits")
    parser.add_argument(
        "--strict", action="store_true", help="without training sentences that stand in a split as well"
    )
    parser.add_argument("--epochs", type=int, default=6)
    asked = parser.parse_args()
    if not (asked.checkout / "train_dev_test").is_dir():
        parser.error(f"{asked.checkout} is no checkout of CA4P-483: it has no folder train_dev_test")
    sentences = read_split(asked.checkout, asked.split)
    started = time.perf_counter()
    score("rules, no training", sentences, [rules(s.text) for s in sentences])
    print(f"{sum(len(s.text) for s in sentences):,} characters in {time.perf_counter() - started:.1f} s")
    if asked.learn:
        from ca4p_tagger import train

        splits = [read_split(asked.checkout, split) for split in ("dev", "test")]
        documents, examples = training_sentences(asked.checkout, splits, asked.strict)
        started = time.perf_counter()
        tagger = train(examples, tuple(CLASSES), rules, asked.epochs)
        print(
            f"\ntrained on {len(examples)} sentences of {documents} documents in {time.perf_counter() - started:.0f} s"
        )
        score(
            "learned from the other documents, with the rules' reading as features",
            sentences,
            [tagger.tag(s.text) for s in sentences],
        )


if __name__ == "__main__":
    main()
