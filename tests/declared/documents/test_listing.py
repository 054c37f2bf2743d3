import json

from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.listing import json_blocks, looks_like_json, values

LISTING = {
    "appName": "示例应用",
    "package": "com.example.app",
    "icon": "https://img.example/x.png",
    "privacyUrl": "https://example.com/privacy",
    "description": "好用的应用。\n我们会收集您的位置信息。",
    "permissions": ["读取电话状态", "获取位置"],
    "size": 12,
}


def test_texts_and_addresses_in_order() -> None:
    source = json.dumps(LISTING, ensure_ascii=False, indent=1)
    assert [b.text for b in json_blocks(source)] == [
        "示例应用", "com.example.app", "https://img.example/x.png", "https://example.com/privacy", "好用的应用。", "我们会收集您的位置信息。",
        "读取电话状态", "获取位置",
    ]  # fmt: skip


def test_places() -> None:
    source = json.dumps({"a": "读取电话状态"}, ensure_ascii=False)
    (block,) = json_blocks(source)
    assert source[slice(*block.passage.span(0, 6))] == "读取电话状态"


def test_what_looks_like_json() -> None:
    assert looks_like_json('\ufeff {"a": 1} ')
    assert looks_like_json('[{"a": 1}]')
    assert not looks_like_json("[链接] 我们的政策 [2]")
    assert not looks_like_json("{}")


@given(st.recursive(st.none() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=8))  # fmt: skip
def test_values_are_those_of_the_data(data: object) -> None:
    whole: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, str):
            whole.append(node)
        for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            walk(child)

    walk(data)
    for ascii_only in (True, False):
        for literal in values(json.dumps(data, ensure_ascii=ascii_only)):
            assert literal.text in whole or "\ufffd" in literal.text
