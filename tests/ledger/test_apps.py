import sqlalchemy as sa

from kanhe.ledger.apps import (
    AppCorrected,
    AppRegistered,
    VersionListed,
    VersionRegistered,
    VersionUnlisted,
    apps,
    is_listed,
)  # fmt: skip
from kanhe.ledger.ledger import Ledger
from tests.ledger.entries import APP, act, app, build, enterprise, refused, sha


def test_an_app_is_its_platform_and_package(ledger: Ledger) -> None:
    owner = enterprise(ledger)
    assert app(ledger, owner=owner) == APP
    refused(ledger, AppRegistered("com.example.one", "又", owner), "registered already")
    act(ledger, AppRegistered("com.example.one", "一号", owner, "ios"))
    refused(ledger, AppRegistered("com.example.one", "一号", owner, "palm"), "no platform palm")
    refused(ledger, AppRegistered("com.example.two", "二号", "nobody"), "no enterprise nobody")


def test_a_correction_changes_what_it_names(ledger: Ledger) -> None:
    first = app(ledger)
    other = enterprise(ledger, "乙公司")
    act(ledger, AppCorrected(first, "备案补登", filing_number="粤ICP备1号"))
    act(ledger, AppCorrected(first, "转让", enterprise=other))
    act(ledger, AppCorrected(first, "无事"))
    with ledger.read() as connection:
        row = connection.execute(sa.select(apps)).one()
    assert (row.name, row.enterprise_id, row.filing_number) == ("一号", other, "粤ICP备1号")
    refused(ledger, AppCorrected("android:x", "r"), "no app android:x")
    refused(ledger, AppCorrected(first, "r", enterprise="nobody"), "no enterprise nobody")


def test_a_version_is_one_package(ledger: Ledger) -> None:
    first = app(ledger)
    built = build(ledger, first)
    refused(ledger, VersionRegistered(first, built, "2.0"), "registered already")
    refused(ledger, VersionRegistered(first, sha("x").upper(), "2.0"), "64 lower-case")
    refused(ledger, VersionRegistered(first, "ab", "2.0"), "64 lower-case")
    refused(ledger, VersionRegistered("android:x", sha("x"), "2.0"), "no app")


def test_listed_unlisted_and_listed_again(ledger: Ledger) -> None:
    built = build(ledger, app(ledger))
    refused(ledger, VersionUnlisted(built, "a"), "does not list")
    for _ in range(2):
        act(ledger, VersionListed(built, "a"))
        refused(ledger, VersionListed(built, "a"), "lists this version already")
        with ledger.read() as connection:
            assert is_listed(connection, built, "a")
            assert not is_listed(connection, built, "b")
        act(ledger, VersionUnlisted(built, "a"))
    refused(ledger, VersionListed(sha("x"), "a"), "not registered")
