"""The year of the demo beside its cases: who is registered, what was inspected, asked for, reported and decided at the gate."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import uuid
from collections.abc import Iterator

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kanhe.ledger.apps import AppRegistered, VersionListed, VersionRegistered
from kanhe.ledger.enterprises import EnterpriseRegistered, GroupRegistered
from kanhe.ledger.figures import FiguresPublished
from kanhe.ledger.gate.clearance import clearance_for, issue
from kanhe.ledger.gate.decision import Decision, GatePolicy, Request, decide
from kanhe.ledger.gate.dsse import key_id, public_pem
from kanhe.ledger.gate.facts import facts
from kanhe.ledger.gate.records import ClearanceRevoked, ClearancesIssued, GateDecided, Issued, KeyAdded, Told
from kanhe.ledger.inspections import FoundProblem, InspectionRecorded, InspectionStarted, Submitted
from kanhe.ledger.measures import MeasureSigned, measures
from kanhe.ledger.signals import SignalReceived, SignalTriaged
from kanhe.ledger.strikes import StrikePolicySet
from kanhe.ledger.waivers import WaiverDecided, WaiverRequested, WaiverRevoked
from kanhe.ledger.workdays import day_of
from kanhe.server.demo import cast
from kanhe.server.demo.cast import App
from kanhe.server.demo.telling import Story, Telling

BEGINNING = 350.0
"""Days before today."""
GATE_DAYS = 60
"""Days for which stores have asked."""
RULESET = "kanhe-demo 0.1"
VERDICTS: tuple[tuple[App, str, float, str], ...] = (
    (cast.MAP, "1.0", 330, "pass"), (cast.PUZZLE, "1.0", 325, "pass"), (cast.VIDEO, "1.0", 320, "pass"),
    (cast.CHAT, "1.1", 240, "pass"), (cast.BOOKS, "1.0", 210, "pass"), (cast.MAP, "1.0.1", 135, "pass"),
    (cast.MUSIC, "1.0.1", 110, "pass"), (cast.BOOKS, "1.1.1", 88, "pass"), (cast.CAMERA, "1.0.1", 55, "fail"),
    (cast.CHAT, "1.3", 25, "fail"), (cast.PUZZLE, "1.1.1", 18, "pass"), (cast.MAP, "1.1.1", 6, "incomplete"),
    (cast.BOOKS, "1.2.1", 3, "pass"),
)  # fmt: skip
"""Inspected versions: how many days ago, and with what verdict."""
_FOUND = (
    FoundProblem(
        "d1" * 16, "read-before-consent", "critical", "同意前读取 Android ID（示例）",
        "Android ID read before consent (example)", cast.COLLECTS,
    ),
    FoundProblem(
        "d2" * 16, "self-start", "high", "频繁自启动（示例）", "starts itself again and again (example)", cast.STARTS
    ),
)  # fmt: skip


class Year:
    """The stories."""

    def __init__(self, telling: Telling, key: Ed25519PrivateKey, verifier: str) -> None:
        self._t = telling
        self._key, self._key_id = key, key_id(key.public_key())
        self._verifier = verifier
        self._random = random.Random(2021)
        self._cleared: set[str] = set()

    def stories(self) -> Iterator[Story]:
        yield self._key_story()
        yield from (self._inspected(*one) for one in VERDICTS)
        yield self._measure()
        yield from self._waivers()
        yield from self._signals()
        yield self._gate()
        yield self._revoked()

    def register(self) -> None:
        """The register as it stood at the beginning."""
        do = self._t.do
        do(StrikePolicySet("demo", ("miit", cast.REGULATOR), window="days:365"), "supervisor")
        do(GroupRegistered(cast.GROUP[1], cast.GROUP[0]), "supervisor")
        for firm in cast.FIRMS:
            do(EnterpriseRegistered(firm.name, group=firm.group, id=firm.id), "supervisor")
        for app in cast.APPS:
            do(AppRegistered(app.package_id, app.name, app.firm.id, filing_number=app.filing_number))
            do(VersionRegistered(app.id, app.sha256("1.0"), "1.0", 100, app.signer))
            for store in cast.STORES:
                do(VersionListed(app.sha256("1.0"), store), "store")
        for rounds in _FIGURES:
            do(rounds, "supervisor")

    def _key_story(self) -> Story:
        yield BEGINNING - 1
        self._t.do(KeyAdded(self._key_id, public_pem(self._key.public_key())), "admin")

    def _inspected(self, app: App, version: str, day: float, verdict: str) -> Story:
        yield day + 5
        sha256 = app.sha256(version)
        if version != "1.0":
            code = 100 + 10 * len(version) + int(version[2])
            self._t.do(VersionRegistered(app.id, sha256, version, code, app.signer), "developer")
        submission = self._t.do(Submitted(sha256, "new" if version == "1.0" else "update"), "developer").id
        yield day + 1
        self._t.do(InspectionStarted(submission))
        yield day
        found = _FOUND if verdict == "fail" else ()
        self._t.do(InspectionRecorded(sha256, verdict, RULESET, found, submission))

    def _measure(self) -> Story:
        """The proposal of the fourth batch is signed; the one of the fifth waits for a signature."""
        yield 57
        query = sa.select(measures.c.id).where(measures.c.state == "proposed", measures.c.owner_id == cast.KITE.id)
        proposed = self._t.connection.execute(query).scalar_one()
        self._t.do(
            MeasureSigned(proposed, "示例签署人", self._t.day(57), self._t.day(57) + dt.timedelta(days=90)), "supervisor"
        )  # fmt: skip

    def _waivers(self) -> Iterator[Story]:
        location, contacts = "android.permission.ACCESS_BACKGROUND_LOCATION", "android.permission.READ_CONTACTS"
        camera, sms = "android.permission.CAMERA", "android.permission.READ_SMS"
        yield self._waiver(cast.MAP, location, "导航时锁屏后继续播报", 90, approved=-5)
        yield self._waiver(cast.MAP, camera, "实景导航", 40, approved=-120)
        yield self._waiver(cast.PUZZLE, contacts, "邀请好友", 60, approved=None)
        yield self._waiver(cast.PUZZLE, camera, "扫描拼图", 50, approved=-30, revoked=10)
        yield self._waiver(cast.MAP, contacts, "向联系人分享位置", 3)
        yield self._waiver(cast.MAP, sms, "自动填写验证码", 1)

    def _waiver(
        self, app: App, permission: str, reason: str, day: float, approved: float | None = 0, revoked: float = 0
    ) -> Story:
        """``approved``: until how many days ago; None: refused; 0: nobody decided yet."""
        yield day
        asked = self._t.do(WaiverRequested(app.id, permission, f"{reason}（示例）", "示例产品经理"), "developer").id
        if approved == 0:
            return
        yield day - 2
        until = self._t.day(approved) if approved is not None else None
        self._t.do(WaiverDecided(asked, until is not None, "示例个人信息保护负责人", until), "developer")
        if revoked:
            yield revoked
            self._t.do(WaiverRevoked(asked, "功能已下线（示例）"), "developer")

    def _signals(self) -> Iterator[Story]:
        yield self._signal("用户投诉", "打开应用就要通讯录，不给就退出。（示例）", 30, cast.CAMERA, "inspect")
        yield self._signal("媒体", "多名用户反映后台持续定位。（示例）", 28, cast.CHAT, "duplicate")
        yield self._signal("用户投诉", "广告太多。（示例）", 20, cast.VIDEO, "dismiss")
        yield self._signal("用户投诉", "关掉个性化推荐后仍然推荐我搜过的东西。（示例）", 4, cast.SHOP)
        yield self._signal("社区", "手电筒为什么要读剪贴板？（示例）", 2)
        yield self._signal("用户投诉", "注销账号要求手持身份证。（示例）", 0.5, cast.BOOKS)

    def _signal(self, source: str, text: str, day: float, app: App | None = None, decision: str = "") -> Story:
        yield day
        told = SignalReceived(source, text, app.name if app else None, app.id if app else None)
        signal = self._t.do(told, "inspector").id
        if decision:
            yield day - 1
            self._t.do(SignalTriaged(signal, decision, "示例研判意见"), "inspector")

    # The gate

    def _gate(self) -> Story:
        """Stores ask, a few times a day; each answer is what the ledger said at that moment."""
        for day in range(GATE_DAYS, -1, -1):
            for hour in (0.8, 0.5, 0.25):
                yield day + hour
                self._asked(self._random.choice(cast.STORES), self._random.randint(1, 3))
        for app, version in ((cast.CHAT, "1.3"), (cast.MAP, "1.1.1"), (cast.BOOKS, "1.2.1"), (cast.VIDEO, "1.3")):
            yield 0.1
            self._told([self._question(app, version, cast.STORE)])
        yield 0.05
        unknown = hashlib.sha256(b"nobody knows this package").hexdigest()
        self._told([Request("com.example.unheardof", "0.9", unknown, cast.STORE)])

    def _asked(self, store: str, number: int) -> None:
        apps = self._random.choices(cast.APPS, k=number)
        self._told([self._question(a, self._random.choice(_versions(a)), store) for a in apps])

    def _question(self, app: App, version: str, store: str) -> Request:
        return Request(app.package_id, version, app.sha256(version), store, app.signer)

    def _told(self, questions: list[Request]) -> None:
        t, at = self._t, self._t.clock.at
        policy = GatePolicy()
        known = facts(t.connection, questions, day_of(at), at)
        told, issued = [], []
        for question, found in zip(questions, known, strict=True):
            decision = decide(question, found, policy)
            codes = tuple(r.code for r in decision.reasons)
            told.append(
                Told(self._id(), at, question.store, question.platform, question.package_id, question.version,
                     question.sha256, decision.outcome, codes, decision.as_of)
            )  # fmt: skip
            if decision.outcome == "allow" and decision.verdict == "pass" and question.sha256 not in self._cleared:
                self._cleared.add(question.sha256)
                issued.append(self._clear(question, decision, policy, at))
        if issued:
            t.act(ClearancesIssued(tuple(issued)), "gate")
        t.act(GateDecided(tuple(told)), "gate")

    def _clear(self, question: Request, decision: Decision, policy: GatePolicy, at: dt.datetime) -> Issued:
        made = clearance_for(question, decision, policy, at, self._verifier)
        return Issued(
            self._id(), made.sha256, self._key_id, made.issued_at, made.valid_until, made.ruleset,
            issue(made, self._key),
        )  # fmt: skip

    def _id(self) -> str:
        return uuid.UUID(int=self._random.getrandbits(128)).hex

    def _revoked(self) -> Story:
        """A clearance turned out to rest on a mistake."""
        yield 2.1
        for app, version in ((cast.BOOKS, "1.1.1"), (cast.MUSIC, "1.0.1"), (cast.PUZZLE, "1.1.1")):
            if (sha256 := app.sha256(version)) in self._cleared:
                self._t.do(ClearanceRevoked(sha256, "检测设备配置有误，须重新检测（示例）"), "inspector")
                return


def _versions(app: App) -> tuple[str, ...]:
    """The listed version, those inspected, and one that nobody submitted."""
    return ("1.0", *(v for a, v, _, _ in VERDICTS if a is app and v != "1.0"), "1.9")


_FIGURES = (
    FiguresPublished(
        "miit", 1, 10, dt.date(2021, 1, 22), "公开的累计数（2021 年初），为多轮合计", 620_000, 2_234, 683, 169
    ),
    FiguresPublished(
        "miit", 11, 16, dt.date(2021, 7, 30), "2021-07-30 公开累计数减去第 1–10 轮；责令整改数未公布", 770_000, None, 724, 208
    ),
    FiguresPublished(
        "miit", 17, 21, dt.date(2021, 11, 23), "2021-11-23 公开累计数减去第 1–16 轮；责令整改数未公布", 1_050_000, None, 642,
        163,
    ),
)  # fmt: skip
"""Public record, as in examples/rounds-2021.csv."""
