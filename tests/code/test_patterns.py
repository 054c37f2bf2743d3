import numpy as np

from kanhe.code.patterns import Patterns
from tests.builders.dex import RETURN_VOID, Class, Method, const_string
from tests.builders.program import tables_of


def test_finds_texts_in_chosen_strings() -> None:
    (dex,) = tables_of(
        [Class("La/A;", methods=[Method("m", "()V", [const_string(0, "see https://隐私.cn/"), RETURN_VOID])])]
    )
    patterns = Patterns(["https://", "隐私", "https://"])
    assert patterns.texts == ("https://", "隐私")
    everything = np.arange(len(dex.string_start), dtype=np.int32)
    hits = patterns.search(dex, everything)
    assert {patterns.texts[p] for p in hits.pattern} == {"https://", "隐私"}
    assert {dex.string(int(s)) for s in hits.string} == {"see https://隐私.cn/"}
    assert len(patterns.search(dex, everything[:0]).string) == 0
