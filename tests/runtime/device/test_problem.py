from kanhe.runtime.device.problem import DeviceError, DeviceLost


def test_both_languages_are_there() -> None:
    error = DeviceError("坏了", "broken")
    assert (error.zh, error.en, str(error)) == ("坏了", "broken", "broken")


def test_a_lost_device_names_itself() -> None:
    assert "SERIAL" in DeviceLost("SERIAL").zh
    assert "SERIAL" in str(DeviceLost("SERIAL"))
