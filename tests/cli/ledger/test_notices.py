from tests.cli.ledger.driver import Ledger
from tests.cli.ledger.test_cases import open_case


def test_publish_list_match_withdraw(stocked: Ledger) -> None:
    case = open_case(stocked)
    stocked("case", "test", case, "--problem", "违规收集个人信息")
    notice = stocked.id("notice", "publish", "--regulator", "miit", "--number", "3", "--total", "40", "--published", "2026-02-03",
                        "--case", case)  # fmt: skip
    (row,) = stocked("notice", "list", "--year", "2026", "--json").json
    assert (row["title"], row["rows"]) == ("关于侵害用户权益行为的APP通报（2026年第3批，总第40批）", 1)
    assert stocked("notice", "list", "--year", "2025").out == "(none)\n"
    assert stocked("strikes", "mou", "--as-of", "2026-12-31", "--json").json["count"] == 1
    stocked.id("enterprise", "add", "另一公司", "--id", "other")
    assert stocked("notice", "match", notice, "1", "--enterprise", "other").code == 0
    assert stocked("strikes", "other", "--as-of", "2026-12-31", "--json").json["count"] == 1
    assert stocked("notice", "withdraw", notice, "1", "--reason", "误列").code == 0
    assert stocked("strikes", "other", "--as-of", "2026-12-31", "--json").json["count"] == 0
    assert stocked("notice", "withdraw", notice, "1", "--reason", "误列").code == 4
    assert stocked("notice", "publish", "--regulator", "miit", "--number", "4", "--case", "case-99").code == 4
