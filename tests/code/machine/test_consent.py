import pytest

from kanhe.code.machine.consent import agrees, consent_flag, refuses


@pytest.mark.parametrize(
    ("key", "consent"),
    [
        ("agreed", True),
        ("privacy_accepted", True),
        ("isAgreePrivacy", True),
        ("user_protocol", True),
        ("隐私政策同意", True),
        ("need_privacy_dialog", False),
        ("showPrivacy", False),
        ("first_privacy", False),
        ("notAgreed", False),
        ("privacy_not_accepted", False),
        ("未同意", False),
    ],
)
def test_flags_of_consent(key: str, consent: bool) -> None:
    assert consent_flag(key) == (key, consent)


@pytest.mark.parametrize(
    "key", ["launch_count", "theme", "policy_url", "privacy_version", "last_policy_check", None, 7]
)
def test_other_flags(key: object) -> None:
    assert consent_flag(key) is None


def test_a_version_that_was_agreed_to_is_consent() -> None:
    assert consent_flag("agreed_version") == ("agreed_version", True)


@pytest.mark.parametrize(
    ("text", "agreed", "refused"),
    [
        ("同意", True, False),
        ("同意并继续", True, False),
        ("我知道了", True, False),
        ("  I AGREE ", True, False),
        ("btn_accept", True, False),
        ("不同意", False, True),
        ("不接受", False, True),
        ("Decline", False, True),
        ("btn_disagree", False, True),
        ("btn_reject", False, True),
        ("OK", False, False),
        ("", False, False),
    ],
)
def test_texts_of_buttons(text: str, agreed: bool, refused: bool) -> None:
    assert agrees(text) == agreed
    assert refuses(text) == refused
