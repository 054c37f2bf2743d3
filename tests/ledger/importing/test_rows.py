from kanhe.ledger.importing.content import Content, Table, table
from kanhe.ledger.importing.rows import Reading, read_rows

HEAD = ["序号", "应用名称", "应用开发者", "应用来源", "应用版本", "所涉问题"]


def read(*rows: list[str], before: tuple[str, ...] = ()) -> Reading:
    return read_rows(Content((), (table(list(rows), before),)))


def told(reading: Reading) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    return [(r.name, r.developer, r.source, r.version, r.problems) for r in reading.rows.values()]


def test_rows_split_by_problem_are_one() -> None:
    found = read(HEAD, ["1", "甲", "甲公司", "商店", "1.0", "违规收集个人信息"], ["", "", "", "", "", "账号注销难"],
                 ["1", "甲", "甲公司", "商店", "1.0", "超范围收集个人信息"])  # fmt: skip
    assert told(found) == [("甲", "甲公司", "商店", "1.0", ("违规收集个人信息", "账号注销难", "超范围收集个人信息"))]


def test_rows_split_by_store_are_two() -> None:
    found = read(
        HEAD, ["1", "甲", "甲公司", "华为应用市场", "1.0", "账号注销难"], ["", "", "", "小米应用商店", "1.1", ""]
    )
    assert [r[2:4] for r in told(found)] == [("华为应用市场", "1.0"), ("小米应用商店", "1.1")]


def test_stores_in_one_cell() -> None:
    found = read(HEAD, ["1", "甲", "甲公司", "华为应用市场、小米应用商店", "1.0", "账号注销难"],
                 ["2", "乙", "乙公司", "华为应用市场\n小米应用商店", "2.0\n2.1", "账号注销难"],
                 ["3", "丙", "丙公司", "华为\n应用市场", "3.0", "账号注销难"])  # fmt: skip
    assert [r[2:4] for r in told(found)] == [
        ("华为应用市场", "1.0"), ("小米应用商店", "1.0"), ("华为应用市场", "2.0"), ("小米应用商店", "2.1"), ("华为应用市场", "3.0"),
    ]  # fmt: skip


def test_an_empty_developer_continues_and_is_told() -> None:
    found = read(
        HEAD, ["1", "甲", "同一公司", "商店", "1.0", "账号注销难"], ["2", "乙", "", "商店", "1.0", "账号注销难"]
    )
    assert [r[1] for r in told(found)] == ["同一公司", "同一公司"]
    (remark,) = found.remarks
    assert "乙" in remark.zh


def test_the_same_marks() -> None:
    found = read(HEAD, ["1", "甲", "甲公司", "商店", "1.0", "账号注销难"], ["2", "乙", "〃", "同上", "″", "〃"])
    assert told(found)[1] == ("乙", "甲公司", "商店", "1.0", ("账号注销难",))


def test_a_line_across_names_the_problem() -> None:
    head = ["序号", "应用名称", "应用开发者", "应用版本"]
    found = read(head, ["一、违规收集个人信息"] * 4, ["1", "甲", "甲公司", "1.0"], ["二、账号注销难"] * 4, ["2", "乙", "乙公司", "1.0"],
                 ["3", "甲", "甲公司", "1.0"])  # fmt: skip
    assert [r[4] for r in told(found)] == [("违规收集个人信息", "账号注销难"), ("账号注销难",)]


def test_titles_notes_and_rows_without_a_name() -> None:
    found = read(["关于侵害用户权益行为的APP通报"] * 6, HEAD, ["", "", "孤儿公司", "", "", ""], ["1", "《甲》", "甲公司", "商店", "1.0", "账号注销难"],
                 ["注：排名不分先后", "", "", "", "", ""])  # fmt: skip
    assert [r[0] for r in told(found)] == ["甲"]
    assert found.lines == ["关于侵害用户权益行为的APP通报", "注：排名不分先后"]
    assert len(found.remarks) == 1


def test_names_of_narrow_cells() -> None:
    found = read(HEAD, ["1.", "很长的应用\n名称", "Shanghai Ctrip\nCommerce Co.,Ltd", "App Store", "1.0", "账号注销难"])
    (row,) = found.rows.values()
    assert (row.number, row.name, row.developer) == (1, "很长的应用名称", "Shanghai Ctrip Commerce Co.,Ltd")


def test_kinds() -> None:
    head = ["序号", "名称", "类型", "开发者", "版本"]
    found = read(
        head,
        ["1", "甲", "APP", "甲公司", "1"],
        ["2", "乙", "SDK", "乙公司", "1"],
        ["3", "丙推送SDK", "", "丙公司", "1"],
    )
    assert [r.kind for r in found.rows.values()] == ["app", "sdk", "sdk"]
    captioned = read(["序号", "名称", "开发者", "版本"], ["1", "丁", "丁公司", "1"], before=("附件2：SDK名单",))
    assert [r.kind for r in captioned.rows.values()] == ["sdk"]


def test_headers_of_two_rows() -> None:
    found = read(["序号", "应用名称", "开发者", "样品", "样品", "问题"], ["序号", "应用名称", "开发者", "来源", "版本", "问题"],
                 ["1", "甲", "甲公司", "商店", "1.0", "账号注销难"])  # fmt: skip
    assert told(found) == [("甲", "甲公司", "商店", "1.0", ("账号注销难",))]


def test_a_cell_with_nothing_to_say_continues_nothing() -> None:
    found = read(HEAD, ["1", "甲", "甲公司", "商店", "1.0", "账号注销难"], ["2", "乙", "—", "/", "无", "-"])
    assert told(found)[1] == ("乙", "", "", "", ())
    assert found.remarks == []


def test_other_tables_are_text() -> None:
    page = Content((), (Table((("首页", "新闻"),)), Table((("a", "b"), ("c", "d")))))
    found = read_rows(page)
    assert (len(found.rows), found.lines) == (0, ["首页", "新闻", "a", "b", "c", "d"])
