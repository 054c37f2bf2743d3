"""Where each role can go from every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kanhe.server.identity import ROLES, Person, Role


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the menu."""

    zh: str
    en: str
    href: str
    roles: tuple[Role, ...] = ROLES
    public: bool = False
    """Also for who is not signed in."""


PLACES: tuple[Place, ...] = (
    Place("待办", "What needs me", "/"),
    Place("我的应用", "My apps", "/developer/apps", ("developer",)),
    Place("提交安装包", "Hand in a build", "/developer/upload", ("developer",)),
    Place("提交记录", "Submissions", "/developer/submissions", ("developer",)),
    Place("监管案件", "Cases", "/developer/cases", ("developer",)),
    Place("权限豁免", "Waivers", "/developer/waivers", ("developer",)),
    Place("闸口记录", "Gate log", "/store/decisions", ("store",)),
    Place("暂缓与拒绝", "Held and denied", "/store/held", ("store",)),
    Place("下架令", "Delisting orders", "/store/delistings", ("store",)),
    Place("查询一个安装包", "Check a build", "/store/check", ("store",)),
    Place("凭证与密钥", "Clearances and keys", "/store/keys", ("store",)),
    Place("检测队列", "The queue", "/inspector/queue", ("inspector", "supervisor", "auditor")),
    Place("检测", "Inspections", "/inspector/inspections", ("inspector", "supervisor", "auditor")),
    Place("案件", "Cases", "/cases", ("inspector", "supervisor", "auditor")),
    Place("轮次", "Rounds", "/supervisor/rounds", ("supervisor", "inspector", "auditor")),
    Place("期限日历", "Deadlines", "/supervisor/calendar", ("supervisor", "inspector", "auditor")),
    Place("通报管理", "Notices to publish", "/supervisor/notices", ("supervisor", "auditor")),
    Place("企业与次数", "Enterprises and strikes", "/supervisor/enterprises", ("supervisor", "inspector", "auditor")),
    Place("措施", "Measures", "/supervisor/measures", ("supervisor", "auditor")),
    Place("下架令", "Delisting orders", "/supervisor/delistings", ("supervisor", "auditor")),
    Place("线索", "Signals", "/supervisor/signals", ("supervisor", "inspector", "auditor")),
    Place("账户", "Accounts", "/admin/accounts", ("admin",)),
    Place("令牌", "Tokens", "/admin/tokens", ("admin",)),
    Place("审计记录", "Audit trail", "/audit", ("auditor",)),
    Place("公开通报", "Public notices", "/notices", public=True),
    Place("下架与恢复", "Delistings", "/delistings", public=True),
    Place("统计", "Statistics", "/figures", public=True),
)


def places(person: Person | None) -> Iterator[Place]:
    """The menu of a person, or of a visitor."""
    for place in PLACES:
        if (person is None and place.public) or (person is not None and person.role in place.roles):
            yield place


def is_here(place: Place, path: str) -> bool:
    """The page lies at the place or under it."""
    return path == place.href or (place.href != "/" and path.startswith(place.href + "/"))
