import hashlib

from kanhe.package import open_package
from kanhe.package.package import digest_of_folder
from tests.specimens.truth import APK


def test_secondary_code_is_found_by_its_bytes() -> None:
    with open_package(APK / "format-secondary-dex.apk") as package:
        images, _ = package.code_images()
    assert [(i.name, i.role) for i in images] == [
        ("classes.dex", "primary"), ("assets/hidden.bin", "secondary"), ("assets/plugin.jar!classes.dex", "secondary"),
    ]  # fmt: skip


def test_identity_is_the_digest_of_the_file() -> None:
    path = APK / "format-dex-035.apk"
    with open_package(path) as package:
        assert package.app == hashlib.sha256(path.read_bytes()).hexdigest()


def test_digest_of_a_set_does_not_depend_on_order() -> None:
    assert digest_of_folder([("a", "1"), ("b", "2")]) == digest_of_folder([("b", "2"), ("a", "1")])
    assert digest_of_folder([("a", "1")]) != digest_of_folder([("a", "2")])
