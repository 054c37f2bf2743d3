from kanhe.evidence import HostRow
from kanhe.report.diff.hosts import host_changes
from tests.report.diff.builds import build, short, told


def host(name: str = "api.example.cn", **columns: object) -> HostRow:
    return HostRow(
        **{"app": "a", "host": name, "source": "code", "where": "com.example.Net", "scheme": "https", **columns}
    )


def test_new_and_gone() -> None:
    assert short(host_changes(build(), build(host(), host(where="com.example.B")))) == [
        "new api.example.cn [host] plain"
    ]
    assert short(host_changes(build(host()), build())) == ["gone api.example.cn [] weak"]
    assert list(host_changes(build(host()), build(host(where="a.b", source="resource")))) == []


def test_without_tls_now() -> None:
    found = list(host_changes(build(host()), build(host(), host(scheme="http"))))
    assert short(found) == ["changed api.example.cn [] plain"]
    assert told(host_changes(build(), build(host(scheme="http"), host(where="z")))) == [
        "in: com.example.Net (+1)",
        "without TLS",
    ]


def test_hosts_of_libraries_ask_for_nothing() -> None:
    of_library = host("issues.example.org", actor="androidx", where="Landroidx/core/A;")
    assert short(host_changes(build(), build(of_library))) == ["new issues.example.org [] weak"]
    assert told(host_changes(build(), build(of_library))) == ["in: androidx.core.A"]
    assert short(host_changes(build(), build(of_library, host("issues.example.org")))) == [
        "new issues.example.org [host] plain"
    ]
