"""One passage → what it states: who does what with which information.

Goes from verb to verb: who acts, whether it is affirmed, and which mentions it governs.  Knows no document: what governs
from outside (a heading, the sentence before a list) comes in as a frame, what governs beyond the passage goes out as one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kanhe.declared.claims.polarity import conditional, joined, polarity
from kanhe.declared.claims.purposes import condition, purpose, recipient
from kanhe.declared.claims.subjects import Actors, Subject, acts
from kanhe.declared.claims.verbs import Verb, verbs
from kanhe.declared.language.entries import unnamed
from kanhe.declared.language.mentions import Mention, mentions
from kanhe.declared.language.sentences import sentences
from kanhe.declared.sdk_lists.matching import NamedSdk


@dataclass(frozen=True, slots=True)
class Frame:
    """A statement without its information: what governs a list."""

    subject: str
    verb: str
    """A value of ``declared_verb``."""
    subject_written: str | None = None
    purpose: str | None = None
    condition: str | None = None
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A frame filled; ``start`` and ``end`` are its sentence in the passage."""

    frame: Frame
    mention: Mention
    start: int
    end: int
    verb: tuple[int, int] | None = None
    """Where its verb stands; null when it is governed from outside."""
    actor: tuple[int, int] | None = None
    """Where whoever acts is named, if in the sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one passage states."""

    statements: tuple[Statement, ...]
    governs: Frame | None = None
    """What governs the list that follows, when the passage ends by announcing one."""
    mentions: tuple[Mention, ...] = ()
    exempt: bool = False
    """The passage, or the list it announces, says when no consent is needed: nothing in it is a statement."""


_DEFINITION = re.compile(
    r"^[^，。；]{0,24}(?:是指|指的是|系指|，指|,指|即指)|^(?:个人|敏感|个人敏感|敏感个人|用户)信息[^，。]{0,4}(?:包括|指)|refers? to\b|\bmeans\b|指(?:以电子|一旦|单独|能够|可以)|设置路径|合法公开披露|自行向社会公[众开]|路径[为是]?[：:]|本(?:隐私)?(?:政策|协议|声明)[^，。]{0,12}信息(?:包括|是|指)",
)
_EXEMPT = re.compile(
    r"(?:无需|不必|无须|不需要?|毋需|无需事先)(?:事先|再|另行)?(?:经过|征得|获得|取得|征求|您)[^。；]{0,16}(?:同意|授权)|(?:同意|授权)的?例外"
)
_ANNOUNCES = re.compile(r"[：:]\s*$|(?:以下|下列|如下|the following)[^，。；：]{0,16}(?:[：:。]|$)", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:给|至|到)?(?:我们|我行|本平台)?的(?!是|服务器|平台|系统|后台|云)")
_LISTS = re.compile(
    r"^[^，。；：:]{0,24}?(?:，?(?:可能|主要|具体)*(?:包括|包含)|，(?:例如|比如|如)(?!果|您|你|需)|含有|有(?!关)|如下|为|是|：|:|include)"
)
_STOP = re.compile(
    r"用于|，?使(?:您|我们|其|得)|用以|用来|以便|便于|以(?!及|下|上|前|后|外|往|内|来)|来(?!源|电|自|访|往)|并(?!且|口)|从而|进而|作为|(?<!目)的目的|情况下|，?进行(?!的)|、?是为了|被用|将被|即可|方可|后(?=，|方|才)|时(?=，|我|您|会)|，(?:是|属于|均|都|才|即|就|再|也|会|将|可)|[，：:]不(?!动产|良)"
    r"|\b(?:in order to|so that|for the purpose|to (?!the |us|you|our |any )|when |if |because |for (?!example|instance))",
    re.IGNORECASE,
)
_FOR_WHAT = re.compile(
    r"不会|用于|用以|用来|以便|便于|以(?=帮助|实现|保障|保证|提升|提高|确保|完成|验证|识别|判断|防止|改善|改进|优化|提供|为您)|为了|[，,。；](?:我们|您|如果|若|该等?|此|这些|上述|拒绝|否则)|\b(?:in order to|so that|to (?:provide|improve|help|verify|protect))",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"您(?:可以?|有权|也可|应|需|将|能|无法|同意)|(?:如果?|若|请|一旦)您|我们(?!的|收集的|会收集的|共享的)|第三方(?:会|将)|更正|删除|撤回|注销|投诉|无法|请注意|属于|\b(?:we|you (?:can|may|have))\b|指的?是|是指",
    re.IGNORECASE,
)
"""A sentence that speaks for itself is no entry of a list."""
_SERVICE = re.compile(
    r"(?:了)?(?:您|你|我们|本|该|此|“[^”]{1,16}”|[^，。；、的]{0,6})?(?:的)?(?:任何|全部|部分|一项|更好|更|优质|个性化|相关|相应|基本|其他|某些|特定|上述|以下|第三方)*的?(?:服务(?!器|日志|使用|信息|记录)|产品(?!使用)|功能|帮助|支持|保障|便利|技术|软件(?!安装|列表|使用|信息)|平台|网站|客户端|应用(?!列表|信息|程序列表|安装|使用|崩溃|软件)|APP(?!列表)|解决方案|体验)"
    r"|\s+(?:you with|our|the|these|this|such|better|certain)?\s*(?:services?|products?|features?|support)\b",
    re.IGNORECASE,
)
"""What is used or provided is a service, not information."""
_NEEDLESS = re.compile(r"无需|无须|不必|不需要|毋需|need not|not need|not require")
_ONLY_DENIED = frozenset(("泄露", "透露"))
"""Deeds that nobody declares; to deny them is to deny sharing."""
_TO_SOMEBODY = frozenset(("提供", "发送", "传输", "展示", "报送", "provide", "provides", "send", "sends", "give"))
"""Verbs that give information away only where a recipient is named."""
_OF_SOMETHING = re.compile(
    r"(?:的?(?:方式|目的|范围|规则|种类|行为|活动|过程|原则|期限|必要性))|(?:等(?:信息|数据|资料)?)?的(?![：:。；]|(?:相关|其他|全部|所有|个人)*(?:信息|数据|资料|记录|内容|情况))"
)
_OF_A_SERVICE = re.compile(r"[^，。；]{0,8}(?:功能|服务|方式)")
"""Behind the objects of a verb of use: they are functions, not information."""
"""Behind the objects of a verb that only describes something else: 共享个人信息的公司, 收集信息的目的."""
_UNRELATED = re.compile(r"无关|以外|之外|超出|多余|不必要|非必要|其他任何|任何其他|不相关")
"""A denial of these says nothing of what is collected: 不会收集无关的个人信息."""
_OWN_CLAUSE = re.compile(r"(?:会|将|需|可能|可以|应|来|进行|不|我们|您)[^，。；、]{0,4}$")
"""Before a verb that has a clause of its own, though no comma parts it from the objects before."""
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")
_AN_OCCASION = re.compile(r"\s*(?:但|并且|同时|此外)?(?:当|在|如|若|为|经|根据|因|一旦|通过|对于|由于|每次|首次|\d)")
_GIVEN = re.compile(r"(?:与|向|同|给|跟|\b(?:with|to)\s)[^，。；]*$")
_NEXT = re.compile(r"[，,；;：:（(]\s*")
_CONTINUES = re.compile(
    r"(?:其中|主要|具体|可能|通常|一般|至少)*(?:包括|包含|如(?!您|果|你|需|不|若|有|未)|例如|比如|诸如|含|即|以及|和|或|及|还有|与|您的?|你的?|用户的?|相关|其他|上述|前述|等|such as|including|for example|e\.g\.|and|or|your|\d+[、.．)）]|[（(]?[一二三四五六七八九十\d]+[)）、.．])",
    re.IGNORECASE,
)


def read(text: str, actors: Actors, inherited: Frame | None = None, sdks: Sequence[NamedSdk] = ()) -> Reading:
    """Everything a passage states.  ``inherited``: the frame of the list the passage is an entry of, or of its heading;
    ``sdks``: the SDKs it names."""
    named = mentions(text)
    if not named and not _ANNOUNCES.search(text):
        return Reading((), None, (), bool(_EXEMPT.search(text)))
    return _Reader(text, named, actors.of(text, sdks), inherited).reading()


@dataclass(frozen=True, slots=True)
class _Told:
    """What a verb says; ``spoken``: it stands in a clause that says who acts, or denies: it is no part of a name in a list."""

    frame: Frame
    spoken: bool


class _Reader:
    """The reading of one passage; made once and thrown away."""

    def __init__(
        self, text: str, named: tuple[Mention, ...], people: Sequence[Subject], inherited: Frame | None
    ) -> None:
        self.text = text
        self.flat = _ASIDE.sub(lambda m: "·" * len(m[0]), text)
        """The text with what stands in brackets blotted out."""
        self.all = named
        self.named: Sequence[Mention] = ()
        """The mentions of the sentence that is being read."""
        self.starts = [m.start for m in named]
        self.people = [s for s in people if acts(s, text)]
        self.arrivals = [s.start for s in self.people]
        self.inherited = inherited
        self.governs: Frame | None = None
        self.exempt = False

    def reading(self) -> Reading:
        found: list[Statement] = []
        spans = sentences(self.text)
        for number, (start, end) in enumerate(spans):
            last = number == len(spans) - 1
            sentence = self.text[start:end]
            if _EXEMPT.search(sentence):
                self.exempt = True
                self.governs = None
                break
            if _DEFINITION.search(sentence):
                continue
            frame: Frame | None = None
            if bisect_left(self.starts, start) == bisect_left(self.starts, end) and not _ANNOUNCES.search(sentence):
                self.governs = None
                continue
            for statements, told in self._sentence(start, end):
                if self.inherited and not told.spoken:
                    continue
                frame = told.frame
                found.extend(statements)
            if frame is None and self.inherited and not _SPEAKS.search(sentence):
                found.extend(self._entries(self.inherited, start, end))
            if last and frame and _ANNOUNCES.search(sentence):
                self.governs = frame
            elif last:
                self.governs = None
        return Reading(tuple(found), self.governs, self.all, self.exempt)

    def _sentence(self, start: int, end: int) -> Iterator[tuple[list[Statement], _Told]]:
        """The statements of each verb of a sentence, and what the verb says."""
        there = verbs(self.text, start, end)
        people = self.people[bisect_left(self.arrivals, start) : bisect_left(self.arrivals, end)]
        self.named = self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        sentence = self.text[start:end]
        under_condition = conditional(sentence)
        before: tuple[Verb, str] | None = None
        busy = start
        said: set[tuple[str, str, int]] = set()
        for index, verb in enumerate(there):
            subject = self._subject(people, verb, start)
            beside = before is not None and joined(self.text[before[0].end : verb.start])
            if (
                (verb.start < busy and not beside)
                or self._within_name(verb)
                or self.text.startswith("的", verb.start - 1)
            ):
                continue  # a noun: part of a name among the objects of the verb before (使用状态), or of 信息的使用
            since = max(subject.end if subject else start, self._comma(start, verb.start))
            put = polarity(self.text, start, since, verb.start, verb.end)
            if beside and before and before[1] != "none" and put != "none":
                put = "no" if before[1] == "no" else put
            if put == "none":
                before = (verb, put)
                continue
            kind = self._kind(verb, subject, start, end)
            before = (verb, put)
            if kind is None:
                continue
            given = kind == "collect" and "collect" not in verb.kinds
            if given and put == "no" and not _NEEDLESS.search(self.text, since, verb.start):
                continue  # that the user does not give something, or should not, says nothing of what is collected
            governed = self._governed(verb, there[index + 1 :], end)
            if governed is None:
                continue
            if put == "yes" and verb.word in _ONLY_DENIED:
                continue
            if put == "no" and _UNRELATED.search(self.text, since, governed[-1].end if governed else verb.end):
                continue
            busy = max(busy, max((m.end for m in governed), default=start))
            if put == "no" and under_condition:
                put = "yes"
            frame = self._frame(kind if put == "yes" else f"not-{kind}", subject, start, end, verb)
            fresh = [m for m in governed if (frame.subject, frame.verb, m.start) not in said]
            said.update((frame.subject, frame.verb, m.start) for m in fresh)
            at = (verb.start, verb.end)
            actor = (subject.start, subject.end) if subject else None
            spoken = put == "no" or bool(subject and subject.start >= self._clause(start, verb.start))
            yield [Statement(frame, mention, start, end, at, actor) for mention in fresh], _Told(frame, spoken)

    def _subject(self, people: Sequence[Subject], verb: Verb, start: int) -> Subject | None:
        """Who does it: the nearest before the verb who may."""
        for subject in reversed(people):
            if subject.end > verb.start or self._is_given(subject, start):
                continue
            if subject.kind == "user" and "provide" not in verb.kinds:
                clause = self._comma(start, subject.start)
                if clause < self._comma(start, verb.start) and _AN_OCCASION.match(self.flat, clause):
                    continue  # 当您注册时，会收集: the user registers, and does not collect
            return subject
        return None

    def _is_given(self, subject: Subject, start: int) -> bool:
        """A third party that is given something, though words stand between: 与业务的服务商、供应商共享."""
        return subject.kind in ("partner", "sdk") and bool(
            _GIVEN.search(self.text, self._comma(start, subject.start), subject.start)
        )

    def _within_name(self, verb: Verb) -> bool:
        return any(m.start <= verb.start < m.end for m in self.named)

    def _clause(self, start: int, at: int) -> int:
        return max(self._comma(start, at), self.text.rfind("：", start, at) + 1, self.text.rfind(":", start, at) + 1)

    def _comma(self, start: int, at: int) -> int:
        return max(
            start,
            self.flat.rfind("，", start, at) + 1,
            self.flat.rfind("；", start, at) + 1,
            self.flat.rfind("。", start, at) + 1,
        )

    def _kind(self, verb: Verb, subject: Subject | None, start: int, end: int) -> str | None:
        """What the verb says, given who acts; nothing when it says nothing about information."""
        who = subject.kind if subject else None
        if who is None and self.inherited is None and verb.kinds <= {"provide"}:
            who = "user"
        if who == "user":
            return "collect" if "provide" in verb.kinds else None
        kinds = verb.kinds - {"provide"}
        if not kinds:
            return "collect" if who is None else None
        if verb.word.lower() in _TO_SOMEBODY:
            to = recipient(self.text, max(start, verb.start - 60), min(end, verb.end + 60))
            if to is None:
                return "collect" if who is None and "provide" in verb.kinds else None
            return "upload" if "服务器" in to and "第三方" not in to else "share"
        return next(
            kind for kind in ("collect", "store", "upload", "entrust", "publish", "share", "use") if kind in kinds
        )

    def _governed(self, verb: Verb, following: Sequence[Verb], end: int) -> list[Mention] | None:
        """The mentions a verb governs; None when it states nothing (a relative clause)."""
        at = verb.end
        if verb.kinds & {"use", "provide"} and _SERVICE.match(self.text, at):
            return None
        if relative := _RELATIVE.match(self.text, at):
            listed = _LISTS.match(self.text[relative.end() : end])
            if not listed:
                return None
            at = relative.end()
        stop = self._zone(at, following, end)
        objects = [m for m in self.named if at <= m.start and m.end <= stop]
        objects = sorted((*objects, *unnamed(self.text, at, stop, objects)), key=lambda m: m.start)
        if objects and not relative and _OF_SOMETHING.match(self.text, objects[-1].end):
            return None
        if objects and "use" in verb.kinds and _OF_A_SERVICE.match(self.text, objects[-1].end):
            return None
        return objects or self._moved(verb)

    def _zone(self, at: int, following: Sequence[Verb], end: int) -> int:
        """Where the objects of a verb end."""
        if found := _STOP.search(self.text, at, end):
            end = found.start()
        for verb in following:
            if verb.start >= end:
                break
            between = self.text[at : verb.start]
            if joined(between) or _RELATIVE.match(self.text, verb.end):
                continue
            begun = any(m.start >= at and m.end <= verb.start for m in self.named)
            if begun and _OWN_CLAUSE.search(between):
                end = verb.start
                break
        listing = False
        for comma in _NEXT.finditer(self.text, at, end):
            mark = comma[0][0]
            if mark in "：:（(":
                listing = listing or mark in "：:"
                continue
            rest = self.text[comma.end() : end]
            near = next((m for m in self.named if m.start >= comma.end()), None)
            continued = _CONTINUES.match(rest)
            reach = comma.end() + (continued.end() if continued else 0)
            if near is None or near.start > reach + (12 if continued or listing else 3):
                return comma.start()
        return end

    def _moved(self, verb: Verb) -> list[Mention]:
        """Objects that stand before their verb: 将您的位置共享, 手机号会被收集."""
        clause = self._comma(0, verb.start)
        before = [m for m in self.named if clause <= m.start and m.end <= verb.start]
        if not before:
            return []
        lead = self.flat[clause : before[0].start]
        gap = self.flat[before[-1].end : verb.start]
        if re.search(r"(?:将|把|对|就)[^，。；]{0,12}$", lead) or re.search(
            r"被|由|(?:将|会|可能|不会|进行)[^，。；]{0,12}$", gap
        ):
            return before
        if (
            "store" in verb.kinds
            and re.fullmatch(r"\s*(?:您|你|用户)?的?", lead)
            and re.fullmatch(r"等?(?:信息)?[均都仅只]?", gap)
        ):
            return before
        return []

    def _frame(self, verb: str, subject: Subject | None, start: int, end: int, at: Verb) -> Frame:
        who = subject.id if subject else self.inherited.subject if self.inherited else "app"
        frame = Frame(
            "app" if who == "user" else who,
            verb,
            subject.written if subject and subject.kind in ("sdk", "partner") else None,
            purpose(self.text, start, end, at.end),
            condition(self.text, start, end, at.start),
            recipient(self.text, start, end)
            if verb.removeprefix("not-") in ("share", "entrust", "upload", "publish")
            else None,
        )
        if self.inherited and subject is None:
            frame = replace(
                frame,
                subject_written=self.inherited.subject_written,
                purpose=frame.purpose or self.inherited.purpose,
                condition=frame.condition or self.inherited.condition,
            )
        return frame

    def _entries(self, frame: Frame, start: int, end: int) -> Iterator[Statement]:
        """A sentence of an entry of a list that a frame governs: all it names is governed, up to what it is for."""
        stop = _FOR_WHAT.search(self.text, start, end)
        told = replace(frame, purpose=purpose(self.text, start, end, start) or frame.purpose)
        for mention in self.all[
            bisect_left(self.starts, start) : bisect_left(self.starts, stop.start() if stop else end)
        ]:
            yield Statement(told, mention, start, end)
