import pytest

from kanhe.report.lists.cells import app_purpose, means, permission_cell, places, proof, scenes, sdk_purpose
from kanhe.report.lists.observed import Observation
from kanhe.report.lists.said import Said, SdkWords, Words
from kanhe.report.lists.words import same
from tests.report.lists.sample import evidence, permission

NOTHING = Said()


def seen(item: str = "imei", actor: str = "app", **changes: object) -> Observation:
    return Observation(item, actor, "reachable", callers=("Lx/Y;->read()V",), count=1, **changes)  # type: ignore[arg-type]


def test_the_apps_purpose_is_its_own_word_or_a_gap_with_the_reason() -> None:
    told = Said({"imei": (Words("风控", "policy"),)}, documents=("policy.html",))
    assert [(line.text.zh, line.source) for line in app_purpose(["imei"], told, same("x"))] == [("风控", "policy")]
    assert "隐私政策中未找到" in app_purpose(["oaid"], told, same("x"))[0].text.zh
    assert "未提供隐私政策" in app_purpose(["oaid"], NOTHING, same("x.Y.read"))[0].text.zh
    assert "x.Y.read" in app_purpose(["oaid"], NOTHING, same("x.Y.read"))[0].text.zh


def test_an_sdks_purpose_is_what_the_app_says_before_what_is_known() -> None:
    assert sdk_purpose("jpush", NOTHING).source == "knowledge"
    told = Said(sdks={"jpush": SdkWords("jpush", purpose="给您发通知")})
    assert sdk_purpose("jpush", told).text.zh == "给您发通知"
    assert sdk_purpose("no-such-sdk", NOTHING).gap


@pytest.mark.parametrize(
    ("phases", "said"),
    [
        (("startup",), ["启动应用时"]),
        (("startup-guarded", "background"), ["同意隐私政策后启动应用时", "应用在后台运行时"]),
        (("event",), ["【待填写：用户使用哪项功能时；代码入口：界面 Pay】"]),
        ((), ["【待填写：使用场景（可达，但分析未运行到，何时执行未知；代码入口：界面 Pay）】"]),
    ],
)
def test_scenes_follow_the_phases(phases: tuple[str, ...], said: list[str]) -> None:
    of = [seen(phases=phases, entries=(("event", "activity com.example.Pay"),))]
    assert [line.text.zh for line in scenes("app", of, NOTHING)] == said


def test_where_nothing_is_known_of_the_start_the_gap_names_none() -> None:
    assert [line.text.zh for line in scenes("app", [seen()], NOTHING)] == [
        "【待填写：使用场景（可达，但分析未运行到，何时执行未知）】"
    ]
    assert "入口" not in scenes("app", [seen(phases=("event",))], NOTHING)[0].text.zh


def test_words_of_the_app_take_the_place_of_the_gap() -> None:
    told = Said(scenes={"imei": (Words("当您登录时", "policy"),)})
    found = scenes("app", [seen(phases=("startup", "event"))], told)
    assert [line.text.zh for line in found] == ["当您登录时", "启动应用时"]


def test_an_sdk_is_met_when_its_function_is() -> None:
    found = scenes("jpush", [seen(actor="jpush", phases=("event",))], NOTHING)
    assert [(line.text.zh, line.source) for line in found] == [("接收推送消息时", "knowledge")]


@pytest.mark.parametrize(
    ("actor", "how", "asked", "said"),
    [
        ("app", ("input",), False, ["由用户在界面上填写"]),
        ("app", ("direct",), True, ["用户授予系统权限后读取"]),
        ("app", ("direct",), False, ["由应用的代码读取"]),
        ("app", ("direct", "input"), False, ["由应用的代码读取", "由用户在界面上填写"]),
        ("jpush", ("direct",), True, ["由集成在应用内的 SDK 自动采集"]),
    ],
)
def test_means(actor: str, how: tuple[str, ...], asked: bool, said: list[str]) -> None:
    assert [line.text.zh for line in means(actor, [seen(actor=actor, how=how)], asked=asked)] == said


def test_permissions_are_those_the_user_is_asked_for_each_once() -> None:
    rows = evidence(
        permission("android.permission.READ_PHONE_STATE"), permission("android.permission.READ_PHONE_STATE", split="x"),
        permission("android.permission.INTERNET"), permission("android.permission.CAMERA"),
    ).rows("permissions")  # fmt: skip
    assert [line.text.zh for line in permission_cell(rows, ["imei", "ip-address"])] == [
        "读取手机状态和身份（READ_PHONE_STATE）"
    ]


def test_places_are_few() -> None:
    many = Observation("imei", "app", "reachable", callers=tuple(f"Lx/C{n};->r()V" for n in range(5)))
    assert places([many]).zh == "x.C0.r、x.C1.r（另 3 处）"
    assert places([seen(), seen("oaid")]).zh == "x.Y.read"


def test_a_proof_tells_all_that_was_proved() -> None:
    o = seen(unguarded=True, sinks=("network", "ipc-shared"), interval=60_000, libraries=("okhttp",))
    text = proof(o, alone=True).text.zh
    assert (
        text
        == "可达，1 处（x.Y.read）；启动时读取，之前未见对同意的判断；去向：网络、其他应用；每 1 分钟 重复；经开源库 OkHttp"
    )
    assert proof(o).text.zh.startswith("国际移动设备识别码（IMEI）：可达")


def test_of_a_weak_parameter_no_places_are_told() -> None:
    assert proof(seen("sim-operator")).text.zh == "运营商与 SIM 卡状态：可达，1 处"
    assert "x.Y.read" in proof(seen("sim-operator"), alone=True).text.zh
