from kanhe.package.network_security import read_network_security, without_configuration
from kanhe.package.resources import ResourceTable
from tests.builders.axml import Node, write_axml


def read(*children: Node, target: int = 34):
    return read_network_security(
        write_axml(Node("network-security-config", children=list(children))), ResourceTable(), target
    )


def config(kind: str, permitted: bool, *children: Node) -> Node:
    return Node(kind, plain={"cleartextTrafficPermitted": permitted}, children=list(children))


def test_manifest_alone() -> None:
    assert without_configuration(27, None).cleartext_permitted
    assert not without_configuration(28, None).cleartext_permitted
    assert without_configuration(34, True).cleartext_domains == ("*",)


def test_base_and_domains() -> None:
    assert not read(config("base-config", False)).cleartext_permitted
    assert read(config("base-config", True)).cleartext_domains == ("*",)
    inner = config("domain-config", True, Node("domain", text="intranet.example.cn"))
    assert read(config("base-config", False), inner).cleartext_domains == ("intranet.example.cn",)


def test_user_certificates() -> None:
    anchors = Node("trust-anchors", children=[Node("certificates", plain={"src": "user"})])
    assert read(Node("base-config", children=[anchors])).user_certificates_trusted
    assert not read(Node("debug-overrides", children=[anchors])).user_certificates_trusted
