"""The benchmark over CA4P-483, on a corpus of the same form written here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

from ca4p import rules  # noqa: E402
from ca4p_corpus import Sentence, Span, annotated, labelled, pieces, read_split, training_sentences  # noqa: E402
from ca4p_tagger import best, train  # noqa: E402

TEXT = "我们会收集您的手机号码、设备型号。"
LABELS = [*["O"] * 7, "B-data", "I-data", "I-data", "E-data", "O", "B-data", "I-data", "I-data", "E-data", "O"]


def checkout(folder: Path) -> Path:
    (folder / "train_dev_test").mkdir()
    (folder / "annotation_data").mkdir()
    lines = "\n".join(f"{c}\tk\t{label}" for c, label in zip(TEXT, LABELS, strict=True))
    for split in ("dev", "test"):
        (folder / "train_dev_test" / f"{split}.BME.data").write_text(lines + "\n\n", "utf-8")
    for name, text in (("1", TEXT), ("2", "我们会收集您的昵称、邮箱。谢谢。")):
        start = text.index("您的") + 2
        entries = [
            {"classId": "", "text": text, "start": 10, "end": 10 + len(text)},
            {
                "classId": "e_21",
                "text": text[start : text.index("。")],
                "start": 10 + start,
                "end": 10 + text.index("。"),
            },
        ]
        (folder / "annotation_data" / f"{name}.json").write_text(json.dumps(entries), "utf-8")
    return folder


def test_spans_are_read_as_the_corpus_writes_them() -> None:
    sentence = labelled(TEXT, LABELS)
    assert {TEXT[s.start : s.end] for s in sentence.spans} == {"手机号码", "设备型号"}
    assert labelled("甲乙丙", ["B-data", "I-data", "B-data"]).spans == {Span("data", 0, 2), Span("data", 2, 3)}
    assert labelled("甲乙丙", ["I-data", "O", "S-share"]).spans == {Span("data", 0, 1), Span("share", 2, 3)}


def test_a_mark_ends_at_punctuation() -> None:
    assert list(pieces("头像、昵称", 0, 5)) == [(0, 2), (3, 5)]
    sentences = annotated(
        [
            {"classId": "", "text": "收集头像、\n昵称。再见。", "start": 5, "end": 16},
            {"classId": "e_21", "text": "", "start": 7, "end": 13},
        ]
    )
    assert [s.text for s in sentences] == ["收集头像、昵称。", "再见。"]
    assert {sentences[0].text[s.start : s.end] for s in sentences[0].spans} == {"头像", "昵称"}


def test_documents_of_a_split_are_not_learned_from(tmp_path: Path) -> None:
    folder = checkout(tmp_path)
    splits = [read_split(folder, "test")]
    documents, sentences = training_sentences(folder, splits, strict=False)
    assert documents == 1
    assert {s.text for s in sentences} == {"我们会收集您的昵称、邮箱。", "谢谢。"}


def test_rules_find_what_is_marked() -> None:
    found = rules(TEXT)
    assert {TEXT[s.start : s.end] for s in found if s.kind == "data"} == {"手机号码", "设备型号"}
    assert {(s.kind, TEXT[s.start : s.end]) for s in found if s.kind != "data"} == {
        ("collect", "收集"),
        ("handler", "我们"),
    }
    assert {s.kind for s in rules("您需要提供姓名。") if s.kind in ("collect", "share")} == {"share"}
    assert not rules("天气很好。")


def test_the_tagger_learns() -> None:
    examples = [
        Sentence(f"我们会收集{word}。", frozenset({Span("data", 5, 5 + len(word))}))
        for word in ("甲种材料", "乙种材料", "丙种材料")
    ]
    examples.append(Sentence("今天天气很好。", frozenset()))
    tagger = train(examples, ("data",), lambda text: frozenset(), epochs=8)
    assert tagger.tag("我们会收集丁种材料。") == {Span("data", 5, 9)}
    assert not tagger.tag("今天天气很好。")
    assert not tagger.tag("")


def test_the_best_path_heeds_transitions() -> None:
    import numpy as np

    emissions = np.array([[0, 1.0], [1, 0.9]], dtype=np.float32)
    transitions = np.array([[0, 0], [-5, 0], [0, 0]], dtype=np.float32)
    assert best(emissions, transitions) == [1, 1]


@pytest.mark.parametrize("arguments", [[], ["--learn", "--epochs", "1"]], ids=["rules", "learned"])
def test_the_command_prints_a_table(tmp_path: Path, arguments: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, str(BENCHMARKS / "ca4p.py"), str(checkout(tmp_path)), *arguments],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert "数据" in run.stdout
    assert "1.000" in run.stdout


def test_a_folder_that_is_no_checkout_is_told(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(BENCHMARKS / "ca4p.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 2
    assert "no checkout" in run.stderr
    assert "Traceback" not in run.stderr
