from kanhe.runtime.agent.hooks import Hook, hook_table
from kanhe.runtime.agent.settings import AgentSettings, StaticMethod, catalogue_digest, told_hooks
from kanhe.runtime.traffic.canaries import Canary
from kanhe.runtime.watched.calls import Choice


def test_each_run_has_a_salt_of_its_own_and_does_not_print_it() -> None:
    one, other = AgentSettings("a.b"), AgentSettings("a.b")
    assert len(one.salt) == 32
    assert one.salt != other.salt
    assert "salt" not in repr(one)


def test_what_the_agent_is_told() -> None:
    settings = AgentSettings(
        "a.b", (Canary("c", "imei", "868939041234567"),), salt=b"\x01\xff", clock=StaticMethod("a.Clock", "now")
    )
    told = settings.told()
    assert told["salt"] == "01ff"
    assert told["canaries"] == [["c", "868939041234567"]]
    assert told["clock"] == {"class": "a.Clock", "method": "now"}
    assert told["paths"] is None
    assert ["/proc/net/arp", "local-network"] in told["files"]
    assert "androidx" in told["platform"]
    assert all(root.endswith("/") for root in told["sharedRoots"])


def test_a_hook_as_it_is_told() -> None:
    hook = Hook(
        "a.B.<init>", "a.B", "$init", "imei", (Choice("sms", "equals", 1, ("x",), (), "text"),), "binder", (0, "text")
    )
    assert told_hooks([hook]) == [
        {
            "api": "a.B.<init>", "class": "a.B", "method": "$init", "kind": "imei", "via": "binder", "shows": [0, "text"],
            "choices": [{"kind": "sms", "asks": "equals", "argument": 1, "strings": ["x"], "integers": [], "shows": "text"}],
        }
    ]  # fmt: skip


def test_the_catalogue_has_a_digest() -> None:
    assert len(catalogue_digest()) == 16
    assert len(told_hooks(hook_table())) == len(hook_table())
