from kanhe.declared.elements.marking import sensitive_marked
from kanhe.declared.elements.sentences import policy_of
from tests.builders.policies import document

PLAIN = "我们还会收集其他信息，用于改进产品，这里的文字没有标出。" * 3


def test_counts_what_is_set_off() -> None:
    place = sensitive_marked(policy_of(document(f"我们收集您的**身份证号码**、银行卡号和**人脸信息**。\n{PLAIN}")))
    assert place is not None
    assert place.detail == "set off: 2 of 3"


def test_headings_and_bold_titles_set_nothing_off() -> None:
    assert sensitive_marked(policy_of(document(f"# **位置信息与通讯录**\n**位置信息和通讯录**\n{PLAIN}"))) is None


def test_where_all_is_bold_nothing_is() -> None:
    assert sensitive_marked(policy_of(document("**我们收集您的身份证号码和人脸信息。**"))) is None


def test_the_note_counts_where_type_is_lost() -> None:
    place = sensitive_marked(policy_of(document("敏感个人信息我们以加粗并加下划线的方式提示。", "text")))
    assert place is not None
    assert place.detail == "said"
