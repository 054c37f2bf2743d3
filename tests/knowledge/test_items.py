from kanhe.knowledge.items import items


def test_complete_and_by_id() -> None:
    assert len(items()) >= 99
    assert "imei" in items()


def test_weights_and_identifiers() -> None:
    assert items()["imei"].resettable == "non-resettable"
    assert items()["oaid"].resettable == "resettable"
    assert items()["contacts"].weight == "content"
    assert items()["device-model-params"].weight == "state"
    assert items()["imei"].name("zh").startswith("国际移动设备识别码")
