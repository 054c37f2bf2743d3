import pytest

from kanhe.package.errors import DamagedPackage
from kanhe.package.manifest import read_manifest, read_split, split_name
from kanhe.package.resources import ResourceTable
from tests.builders.axml import Node, manifest, write_axml

NONE = ResourceTable()


def read(root: Node):
    return read_manifest(write_axml(root), NONE, "t.apk")[0]


def test_defaults_are_the_platforms() -> None:
    found = read(manifest(label="x"))
    assert (found.package_id, found.version_code, found.min_sdk, found.target_sdk) == ("com.x", 7, 21, 34)
    (activity,) = found.components
    assert activity.name == "com.x.Main"
    assert activity.exported  # it has an intent filter
    assert activity.exported_declared is None
    bare = read(Node("manifest", {}, {"package": "com.x"}))
    assert (bare.min_sdk, bare.target_sdk) == (1, 1)
    assert found.allow_backup_declared is None


def test_providers_of_old_apps_are_exported() -> None:
    def provider(target: int) -> bool:
        root = Node("manifest", {}, {"package": "com.x"}, [Node("uses-sdk", {"targetSdkVersion": target}),
                    Node("application", children=[Node("provider", {"name": ".P"})])])  # fmt: skip
        return read(root).components[0].exported

    assert provider(16)
    assert not provider(17)


@pytest.mark.parametrize("root", [Node("resources"), Node("manifest")])
def test_unusable_manifests(root: Node) -> None:
    with pytest.raises(DamagedPackage, match=r"t\.apk"):
        read(root)


def test_splits() -> None:
    feature = Node(
        "manifest",
        {},
        {"package": "com.x", "split": "feature"},
        [Node("application", children=[Node("service", {"name": "a.S"})])],
    )
    data = write_axml(feature)
    assert split_name(data) == "feature"
    assert split_name(write_axml(manifest())) is None
    (service,) = read_split(data, NONE, read(manifest()), "feature")
    assert (service.name, service.split, service.exported) == ("a.S", "feature", False)
