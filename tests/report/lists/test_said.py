from kanhe.report.lists.said import Said, Words, said
from tests.report.lists.sample import declared, document, evidence, listed, screen


def of(*rows: object) -> Said:
    return said(evidence(*rows))


def test_purposes_and_scenes_are_those_of_the_app() -> None:
    found = of(
        declared("imei", purpose="风控，", condition="当您登录时"), declared("oaid", purpose="推送", subject="jpush")
    )
    assert found.purposes == {"imei": (Words("风控", "policy"),)}
    assert found.scenes == {"imei": (Words("当您登录时", "policy"),)}
    assert found.sdks["jpush"].purpose == "推送"
    assert found.sdks["jpush"].items == ("oaid",)


def test_equal_purposes_once_long_ones_never() -> None:
    found = of(declared("imei", purpose="风控"), declared("imei", purpose="风控"), declared("imei", purpose="很" * 200))
    assert found.purposes["imei"] == (Words("风控", "policy"),)


def test_sharing_tells_no_purpose_of_collecting() -> None:
    assert of(declared("imei", "share", purpose="投放广告")).purposes == {}


def test_denials_but_not_conditions() -> None:
    found = of(declared("imei", "not-collect"), declared("sms", "not-collect", condition="未经您同意"),
               declared("oaid", "not-collect"), declared("oaid"))  # fmt: skip
    assert list(found.denied) == ["imei"]


def test_a_screen_explains_where_no_document_does() -> None:
    explained = of(screen("需要读取通讯录权限，用于添加好友", "permission-purpose"))
    assert explained.purposes["contacts"][0] == Words("需要读取通讯录权限，用于添加好友", "screen")
    both = of(screen("需要读取通讯录权限，用于添加好友", "permission-purpose"), declared("contacts", purpose="找朋友"))
    assert both.purposes["contacts"] == (Words("找朋友", "policy"),)


def test_rows_of_an_sdk_are_taken_together_and_those_of_other_systems_left_out() -> None:
    found = of(listed("jpush", vendor="甲公司", items=("imei",)), listed("jpush", purpose="推送", link="https://a.example/p"),
               listed("bugly", platforms=("ios",)), listed(None))  # fmt: skip
    assert list(found.sdks) == ["jpush"]
    jpush = found.sdks["jpush"]
    assert (jpush.vendor, jpush.purpose, jpush.link, jpush.items) == (
        "甲公司",
        "推送",
        "https://a.example/p",
        ("imei",),
    )


def test_partners_are_those_the_app_shares_named_information_with() -> None:
    found = of(
        declared("real-name", "share", recipient="快递公司"), declared("phone-number", "entrust", recipient="快递公司"),
        declared("imei", "share"), declared(None, "share", recipient="广告商"), declared("imei", "share", recipient="个人"),
        declared("imei", "not-share", recipient="任何公司"), declared("imei", "share", recipient="手机厂商", subject="jpush"),
    )  # fmt: skip
    assert [(p.recipient, p.items) for p in found.partners] == [("快递公司", ("real-name", "phone-number"))]


def test_documents_that_could_be_read() -> None:
    assert of(document(), document("sdk-list", readable=False)).documents == ("policy.html",)
