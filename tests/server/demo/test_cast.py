from __future__ import annotations

from kanhe.server.demo import cast


def test_whoever_is_invented_says_so() -> None:
    names = [cast.REGULATOR, cast.GROUP[1], *(f.name for f in cast.FIRMS), *(a.name for a in cast.APPS)]
    assert all(name.startswith("示例") for name in names)
    assert all(store.startswith("example-") for store in cast.STORES)
    assert all(app.package_id.startswith("com.example.") for app in cast.APPS)


def test_hashes_are_told_apart() -> None:
    hashes = {app.sha256(version) for app in cast.APPS for version in ("1.0", "1.1")}
    assert len(hashes) == 2 * len(cast.APPS)
    assert all(len(h) == 64 for h in hashes)
    assert len({app.signer for app in cast.APPS}) == len(cast.APPS)
