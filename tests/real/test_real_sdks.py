"""Real SDKs in host apps of three variants: named, and told apart by when they are started.

The quickest of `benchmarks/sdk_table.py`; the others are run by `benchmarks/real_sdks.py`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from real_sdks import Outcome, judge, look
from sdk_hosts import VARIANTS, host_path, missing_tools
from sdk_table import SDKS, RealSdk, by_name

from kanhe.knowledge.items import items
from kanhe.knowledge.sdks import sdks

pytestmark = [pytest.mark.real, pytest.mark.jdk]

QUICK = ("wechat", "qiniu", "weibo")


@pytest.fixture(scope="module", params=QUICK)
def case(request: pytest.FixtureRequest) -> tuple[RealSdk, dict[str, Outcome]]:
    sdk = by_name(request.param)
    missing = missing_tools()
    if missing and not os.environ.get("CI"):
        pytest.skip(f"left out: {', '.join(missing)} missing")
    try:
        hosts = {variant: host_path(sdk, variant) for variant in VARIANTS}
    except (RuntimeError, OSError, SystemExit) as error:
        if os.environ.get("CI"):
            pytest.fail(f"the host apps cannot be built: {error}")
        pytest.skip(f"left out: {error}")
    return sdk, {variant: look(path, sdk) for variant, path in hosts.items()}


def test_table_speaks_of_what_is_known() -> None:
    for sdk in SDKS:
        assert {sdk.sdk, *sdk.also} <= set(sdks())
        assert sdk.startup | sdk.possible | sdk.provider <= set(items())
        assert not sdk.startup & sdk.possible


def test_variants_are_told_apart(case: tuple[RealSdk, dict[str, Outcome]]) -> None:
    sdk, outcomes = case
    assert {variant: judge(sdk, variant, outcome).faults for variant, outcome in outcomes.items()} == dict.fromkeys(
        VARIANTS, ()
    )


def test_reads_at_launch_are_proved_by_a_path(case: tuple[RealSdk, dict[str, Outcome]]) -> None:
    sdk, outcomes = case
    for row in outcomes["startup"].reads:
        if row["phase"] == "startup":
            assert row["path"][0] == "Lcom/example/sdkhost/HostApplication;->onCreate()V"
            assert row["path"][-1] == row["caller"]
            assert any("Lcom/example/sdkhost/Vendor;->start" in step for step in row["path"])
    assert outcomes["startup"].items("startup") == sdk.startup


def test_consent_is_seen_in_front_of_the_reads(case: tuple[RealSdk, dict[str, Outcome]]) -> None:
    sdk, outcomes = case
    for row in outcomes["consent"].reads:
        if row["phase"] == "startup-guarded" and row["item"] in sdk.startup:
            assert row["guard"] == "privacy_agreed"
