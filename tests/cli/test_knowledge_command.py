from tests.cli.test_cli import kanhe


def test_look_ups() -> None:
    assert "jpush" in kanhe("knowledge", "sdks", "极光").stdout
    assert "imei" in kanhe("knowledge", "items").stdout
    assert "android.permission.CAMERA" in kanhe("knowledge", "permissions").stdout
    assert "map-navigation" in kanhe("knowledge", "app-types").stdout
