from kanhe.knowledge.sdks import sdks


def test_complete_and_by_id() -> None:
    assert len(sdks()) >= 622
    assert "jpush" in sdks()


def test_names_and_consent_interfaces() -> None:
    push = sdks()["jpush"]
    assert push.display("zh") == "极光推送"
    assert push.consent[0].simple_class == "JCollectionAuth"
    assert push.consent[0].method == "setAuth"
