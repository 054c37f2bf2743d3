import pytest

from kanhe.knowledge.sdk_index import SdkIndex, index
from kanhe.knowledge.sdks import Sdk

A = Sdk(
    "a",
    "A",
    "sdk",
    "push",
    packages=("com.a",),
    native_libs=("libabc*.so", "lib*.so", "libexact.so"),
    components=("com.a.Service", ".wxapi.Entry"),
    manifest_keys=("KEY", "SHARED"),
    hosts=("*.a.com", "b.org"),
)
B = Sdk(
    "b",
    "B",
    "sdk",
    "push",
    packages=("com.a.deep", "com.x$Inner"),
    manifest_keys=("SHARED",),
    unverified_packages=("com.guess",),
)
INDEX = SdkIndex([A, B])


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("com.a.X", "a"),
        ("Lcom/a/X;", "a"),
        ("com.a.deep.Y", "b"),
        ("com.ab.X", None),
        ("com.a", "a"),
        ("com.x$Inner$1", "b"),
        ("com.guess.X", None),
        ("", None),
    ],
)
def test_longest_prefix_on_a_boundary(name: str, owner: str | None) -> None:
    assert INDEX.by_class(name) == owner


def test_other_proofs() -> None:
    assert INDEX.by_library("libabc-4.1.so") == "a"
    assert INDEX.by_library("libexact.so") == "a"
    assert INDEX.by_library("libx.so") is None
    assert INDEX.by_component("com.host.wxapi.Entry") == "a"
    assert INDEX.by_host("push.A.com") == "a"
    assert INDEX.by_host("a.com") == "a"
    assert INDEX.by_host("xb.org") is None
    assert INDEX.by_meta_data("KEY") == "a"


def test_shared_proof_tells_nobody() -> None:
    assert INDEX.by_meta_data("SHARED") is None


def test_every_sdk_of_the_knowledge_is_found_by_its_own_proofs() -> None:
    from kanhe.knowledge.sdks import sdks

    known = index()
    shared = {s.id for s in sdks().values() if s.shares}
    for sdk in sdks().values():
        for package in sdk.packages:
            if package not in sdk.unverified_packages:
                assert known.by_class(package + ".X") == sdk.id
        if sdk.id not in shared:
            for component in sdk.components:
                assert (
                    known.by_component(component if not component.startswith(".") else "com.host" + component)
                    is not None
                )
