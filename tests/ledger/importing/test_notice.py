"""Lists as they were published, in four formats."""

import datetime as dt
import io
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.ledger.importing.content import Unreadable
from kanhe.ledger.importing.notice import published_event, read_notice
from kanhe.ledger.notices import NoticeRow
from tests.ledger.importing.formats import FORMATS, as_csv, as_docx, as_html

MINISTRY = [
    ["序号", "应用名称", "应用开发者", "应用来源", "应用版本", "所涉问题"],
    ["1", "携程旅行", "Shanghai Ctrip Commerce Co.,Ltd", "App Store", "8.39.2", "违规调用通信录和地理位置权限"],
    ["2", "搜狐视频", "北京搜狐新媒体信息技术有限公司", "华为应用市场", "8.9.51", "开屏弹窗信息骚扰用户"],
    ["3", "腾讯视频", "腾讯科技（深圳）有限公司", "App Store", "8.4.20", "违规调用通信录和地理位置权限"],
    ["", "", "", "OPPO软件商店", "8.4.25.26114", "开屏弹窗信息骚扰用户"],
    ["6", "微信", "〃", "App Store", "8.0.10", "违规调用通信录和地理位置权限"],
]
MINISTRY_TEXT = [
    "关于APP超范围、高频次索取权限，非服务场景所必需收集用户个人信息，欺骗误导用户下载等违规行为“回头看”的通报", "（2021年第8批，总第17批）",
    "依据《个人信息保护法》等法律法规，我部近期组织第三方检测机构开展检查，发现共4款APP仍存在问题（详见附件）。上述APP应在8月25日前完成整改落实工作。",
    "2021年8月18日",
]  # fmt: skip
SHANDONG = [
    ["序号", "应用名称", "开发运营者", "备案编号", "应用来源", "应用版本", "问题项"],
    [
        "1",
        "金智CRM",
        "青岛金智电子科技有限公司",
        "鲁ICP备10018704号-9A",
        "小米应用商店",
        "1.1.01",
        "违规收集个人信息\nAPP频繁自启动和关联启动\nAPP强制、频繁、过度索取权限",
    ],
    ["5", "叮当加油", "烟台钉铛信息科技有限公司", "鲁ICP备17042305号-4A", "华为应用商店", "2.0.2", "违规收集个人信息"],
]
CHUANYU = [
    ["序号", "应用名称", "App备案号", "应用开发者", "应用来源", "应用版本", "所涉问题", "属地"],
    [
        "1",
        "舒心天气",
        "渝ICP备2021008177号-4A",
        "重庆百舸科技有限公司",
        "360手机助手",
        "2.7.4",
        "未明示个人信息处理规则、违规收集个人信息",
        "重庆",
    ],
    [
        "3",
        "二级造价师练题狗",
        "渝ICP备15008088号-27A",
        "重庆知典科技有限公司",
        "华为应用商店",
        "3.1.0.0",
        "未明示个人信息处理规则、超范围收集个人信息",
        "重庆",
    ],
]
GUIZHOU = [
    ["应用名称", "运营者名称", "备案号", "下架版本", "样品来源", "问题"],
    [
        "王氏源起",
        "贵州太子晋酒业有限公司",
        "ICP备2023005272号-3A",
        "1.9.12",
        "小米应用商店",
        "违规收集个人信息；超范围收集个人信息",
    ],
]

in_all_formats = pytest.mark.parametrize(("name", "write"), FORMATS, ids=[n for n, _ in FORMATS])
Write = Callable[[object, object], bytes]


@in_all_formats
def test_the_seventeenth_batch(name: str, write: Write) -> None:
    read = read_notice(write(MINISTRY_TEXT, MINISTRY), name)
    assert [(r.number, r.name, r.developer, r.source, r.version, r.problems) for r in read.rows] == [
        (1, "携程旅行", "Shanghai Ctrip Commerce Co.,Ltd", "App Store", "8.39.2", ("违规调用通信录和地理位置权限",)),
        (2, "搜狐视频", "北京搜狐新媒体信息技术有限公司", "华为应用市场", "8.9.51", ("开屏弹窗信息骚扰用户",)),
        (3, "腾讯视频", "腾讯科技（深圳）有限公司", "App Store", "8.4.20", ("违规调用通信录和地理位置权限",)),
        (3, "腾讯视频", "腾讯科技（深圳）有限公司", "OPPO软件商店", "8.4.25.26114", ("开屏弹窗信息骚扰用户",)),
        (6, "微信", "腾讯科技（深圳）有限公司", "App Store", "8.0.10", ("违规调用通信录和地理位置权限",)),
    ]
    assert (read.year, read.number, read.total_number, read.look_back) == (2021, 8, 17, True)
    assert (read.published, read.deadline) == (dt.date(2021, 8, 18), dt.date(2021, 8, 25))
    assert read.warnings == ()
    assert not read.delisting


@in_all_formats
def test_shandong_with_filing_numbers(name: str, write: Write) -> None:
    lines = ["山东省通信管理局关于侵害用户权益行为APP的通报（2024年第6批）", "发布时间：2024-07-05"]
    read = read_notice(write(lines, SHANDONG), name)
    first, second = read.rows
    assert first.problems == ("违规收集个人信息", "APP频繁自启动和关联启动", "APP强制、频繁、过度索取权限")
    assert first.filing_number == "鲁ICP备10018704号-9A"
    assert (second.number, second.name, second.version) == (5, "叮当加油", "2.0.2")
    assert (read.year, read.number, read.total_number, read.published) == (2024, 6, None, dt.date(2024, 7, 5))


@in_all_formats
def test_sichuan_and_chongqing_with_regions(name: str, write: Write) -> None:
    lines = [
        "关于川渝地区侵害用户权益行为APP的通报（2025年第五期）",
        "截至目前，尚有2款APP未完成整改。上述APP应在2025年6月10日前完成整改。", "二〇二五年五月三十日",
    ]  # fmt: skip
    read = read_notice(write(lines, CHUANYU), name)
    assert [(r.region, r.problems) for r in read.rows] == [
        ("重庆", ("未明示个人信息处理规则", "违规收集个人信息")), ("重庆", ("未明示个人信息处理规则", "超范围收集个人信息")),
    ]  # fmt: skip
    assert read.rows[0].filing_number == "渝ICP备2021008177号-4A"
    assert (read.year, read.number) == (2025, 5)
    assert (read.published, read.deadline) == (dt.date(2025, 5, 30), dt.date(2025, 6, 10))
    assert read.warnings == ()


@in_all_formats
def test_guizhou_takes_down(name: str, write: Write) -> None:
    lines = ["贵州省通信管理局关于下架侵害用户权益APP的通报（2024年第4批）", "2025年1月21日"]
    read = read_notice(write(lines, GUIZHOU), name)
    assert read.delisting
    assert read.rows == (
        NoticeRow(
            "王氏源起", "贵州太子晋酒业有限公司", "小米应用商店", "1.9.12", ("违规收集个人信息", "超范围收集个人信息"),
            filing_number="ICP备2023005272号-3A",
        ),
    )  # fmt: skip
    assert read.published == dt.date(2025, 1, 21)


def test_gb18030_and_marks() -> None:
    for encoding in ("gb18030", "utf-8-sig", "utf-16"):
        assert len(read_notice(as_csv(MINISTRY_TEXT, MINISTRY, encoding), "a.csv").rows) == 5, encoding


def test_a_count_that_differs_is_told() -> None:
    lines = ["关于侵害用户权益行为的APP通报（2021年第1批）", "累计检测62万款APP。近期发现共157款APP存在问题。"]
    (remark,) = read_notice(as_csv(lines, MINISTRY), "a.csv").warnings
    assert "157" in remark.zh
    assert "157" in remark.en


def test_the_event_and_what_is_missing() -> None:
    read = read_notice(as_csv([], MINISTRY), "list.csv")
    with pytest.raises(Unreadable, match="--published"):
        published_event(read, "miit")
    with pytest.raises(Unreadable, match="--number"):
        published_event(read, "miit", published=dt.date(2021, 8, 18))
    event = published_event(read, "miit", published=dt.date(2021, 8, 18), number=8)
    assert (event.year, event.number, len(event.rows)) == (2021, 8, 5)
    assert "第8批" in event.title


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"), (b"PK\x03\x04junk", "damaged"), (b"%PDF-1.4", "PDF"), (b"\xd0\xcf\x11\xe0\xa1", "old"),
        (b"a,b\n1,2\n", "no list"), (b"<p>nothing</p>", "too few"), (b"\x00\x01\x02", "no CSV"),
    ],
)  # fmt: skip
def test_what_is_no_notice_is_said_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read_notice(data, "x")


def test_apps_and_sdks_in_lists_of_their_own() -> None:
    page = as_html(["附件1：存在问题的APP名单"], MINISTRY) + as_html(
        ["附件2：存在问题的SDK名单"],
        [["序号", "SDK名称", "开发者", "版本", "所涉问题"], ["1", "某推送", "某公司", "1.0", "超范围收集个人信息"]],
    )
    kinds = [r.kind for r in read_notice(page, "x.html").rows]
    assert kinds == ["app"] * 5 + ["sdk"]


def test_a_table_cut_by_a_page_goes_on() -> None:
    import docx

    from tests.ledger.importing.formats import saved

    document = docx.Document()
    for grid in (MINISTRY[:3], MINISTRY[3:]):
        table = document.add_table(len(grid), 6)
        for row, cells in zip(table.rows, grid, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph("")
    assert len(read_notice(saved(document), "x.docx").rows) == 5
    assert len(read_notice(as_docx([], [*MINISTRY[:3], MINISTRY[0], *MINISTRY[3:]]), "x.docx").rows) == 5


FILES = {name: write(MINISTRY_TEXT, MINISTRY) for name, write in FORMATS}

CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=12)


def damaged(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    found = bytearray(data)
    for at, value in changes:
        found[at % len(found)] = value
    return bytes(found)


def never_raises_anything_else(data: bytes, name: str) -> None:
    try:
        read = read_notice(data, name)
    except Unreadable:
        return
    assert read.rows
    assert all(row.name for row in read.rows)


@pytest.mark.parametrize("name", list(FILES))
@settings(max_examples=60, deadline=None)
@given(changes=CHANGES, cut=st.floats(0.1, 1))
def test_damaged_files_are_read_or_refused(name: str, changes: list[tuple[int, int]], cut: float) -> None:
    data = damaged(FILES[name], changes)
    never_raises_anything_else(data[: max(1, int(len(data) * cut))], name)


@pytest.mark.parametrize(
    ("name", "part"), [("list.docx", "word/document.xml"), ("list.xlsx", "xl/worksheets/sheet1.xml")]
)
@settings(max_examples=80, deadline=None)
@given(
    changes=CHANGES,
    swap=st.sampled_from([b"w:tc", b"w:tr", b"w:p", b"<row ", b"<c ", b"t=", b"r=", b">1<"]),
    by=st.sampled_from([b"", b"w:tbl", b"<x ", b">-1e999<"]),
)
def test_damaged_parts_are_read_or_refused(
    name: str, part: str, changes: list[tuple[int, int]], swap: bytes, by: bytes
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            text = source.read(info)
            target.writestr(
                info.filename, damaged(text.replace(swap, by), changes[:2]) if info.filename == part else text
            )
    never_raises_anything_else(out.getvalue(), name)


@settings(max_examples=200, deadline=None)
@given(
    grid=st.lists(
        st.lists(
            st.sampled_from(
                ["", "〃", "序号", "应用名称", "开发者", "问题", "甲", "1", "违规、收集\n个人", "SDK名单", "x" * 30]
            ),
            max_size=7,
        ),
        max_size=12,
    ),
    lines=st.lists(
        st.text(alphabet="关于通报第总批期年月日前应完成整改0123一二十（）：款APP", max_size=30), max_size=4
    ),
)
def test_any_table_is_read_or_refused(grid: list[list[str]], lines: list[str]) -> None:
    never_raises_anything_else(as_csv(lines, grid), "x.csv")
    never_raises_anything_else(as_html(lines, grid), "x.html")


HEAD = "<table><tr>" + "".join(f"<td>{name}" for name in MINISTRY[0])
LONG = "违规收集个人信息、" * 800


@pytest.mark.parametrize(
    "page",
    [
        HEAD + f"<tr><td rowspan=9000>{LONG}" + "<td rowspan=9000>x" * 5 + "<tr>" * 8000,
        HEAD + "".join(f"<tr><td>{i}<td>a{i}<td>d<td>s<td>{i}<td>{i}{LONG}" for i in range(100)),
        HEAD + "".join(f"<tr><td>{i}<td>a{i}<td>d<td>s<td>{i}<td>{'、，' * 3000}" for i in range(50)),
        HEAD + "".join(f"<tr><td>{i}<td>a{i}<td>d<td>{'店、' * 2000}<td>{i}<td>x" for i in range(100)),
        "".join(f"<p>{'2021年8月' * 1000}前完成整改" for _ in range(100)),
        "".join(f"<p>发现{'一二三四五六七八' * 900}款" for _ in range(100)),
    ],
    ids=["merged", "problems", "separators", "stores", "dates", "numerals"],
)
def test_hostile_pages_end_soon(page: str) -> None:
    began = time.process_time()
    never_raises_anything_else(page.encode(), "x.html")
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    ("name", "part", "tag"),
    [("list.docx", "word/document.xml", b"<w:p/>"), ("list.xlsx", "xl/worksheets/sheet1.xml", b"<row/>")],
)
def test_a_small_file_of_a_million_elements_is_refused(name: str, part: str, tag: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(info.filename, tag * 1_000_000 if info.filename == part else source.read(info))
    with pytest.raises(Unreadable, match="too much"):
        read_notice(out.getvalue(), name)
