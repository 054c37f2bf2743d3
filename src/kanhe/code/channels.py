"""Reads through a channel: settings, content providers, files, shell commands, system properties, reflection.

A channel is an interface that reads an item only with a certain constant.  The constant is looked for in the argument,
in the arguments of the callers when the argument is a parameter, and beside the call in the same method.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from kanhe.code.constants import Call, Constants, Value
from kanhe.code.program import Program
from kanhe.code.reads import Site, StringUse, is_uri, match_fields
from kanhe.code.references import References
from kanhe.knowledge.sources import Channel, FieldSource, MethodSource, Sources, StringSource

_URI_MAKERS = ("Landroid/net/Uri;->parse(", "Landroid/net/Uri;->withAppendedPath(", "Landroid/content/ContentUris;->")
_SYSTEM_PROPERTIES = "android.os.SystemProperties"
MAX_CALLERS = 200
"""Callers of a wrapper whose constants are looked at."""


def channel_rows(references: References, matched: Mapping[int, tuple[Channel, ...]], methods: int) -> np.ndarray:
    """Rows of ``references.invocations`` that call a channel."""
    chosen = np.zeros(methods, np.bool_)
    chosen[list(matched)] = True
    return np.flatnonzero(chosen[references.invocations.target])


class Channels:
    """Finds the sites behind the channels of one program."""

    def __init__(
        self,
        program: Program,
        references: References,
        sources: Sources,
        matched: Mapping[int, tuple[Channel, ...]],
        strings: Mapping[int, list[StringUse]],
    ) -> None:
        self._program = program
        self._references = references
        self._matcher = StringMatcher(sources.strings)
        self._matched = matched
        self._strings = strings
        """Method → string constants that equal, begin with or contain a known text."""
        uris = [s for s in sources.fields if is_uri(s)]
        self._uri_fields = match_fields(program, uris)
        self._uri_uses = self._field_uses()
        self._by_class: dict[int, list[int]] | None = None
        self._by_name = _reflective(sources.methods, sources.fields)

    def _field_uses(self) -> dict[int, list[int]]:
        """Method → provider-URI fields it reads."""
        uses = self._references.field_reads
        chosen = np.zeros(len(self._program.fields), np.bool_)
        chosen[list(self._uri_fields)] = True
        found: dict[int, list[int]] = {}
        for row in np.flatnonzero(chosen[uses.target]).tolist():
            found.setdefault(int(uses.caller[row]), []).append(int(uses.target[row]))
        return found

    def sites(self, rows: np.ndarray, constants: Constants) -> Iterator[Site]:
        """Sites of the calls in ``rows``; ``constants`` must cover their methods."""
        uses = self._references.invocations
        wrappers: dict[int, list[tuple[Channel, int]]] = {}
        for row in rows.tolist():
            method, offset = int(uses.caller[row]), int(uses.offset[row])
            call = constants.call(method, offset)
            if call is None:
                continue
            for channel in self._matched[int(uses.target[row])]:
                if channel.how == "reflection":
                    yield from self._reflection(method, call, constants, wrappers)
                    continue
                value = call.argument(channel.argument)
                found = list(self._judge(method, call.offset, channel, value, constants))
                yield from found
                if not found and value.kind == "parameter":
                    wrappers.setdefault(method, []).append((channel, value.number))
        yield from self._callers(wrappers)

    def _judge(
        self, method: int, offset: int, channel: Channel, value: Value, constants: Constants
    ) -> Iterator[Site]:  # fmt: skip
        api = f"{channel.class_name}->{channel.name}"
        if channel.how == "content-uri":
            yield from self._uri(method, offset, api, value, constants)
            return
        texts = constants.strings_of(method, value)
        if not texts and value.kind in ("unknown", "result", "array"):
            texts = tuple(use.text for use in self._strings.get(method, ()))
        if len(texts) > 1 and channel.how in ("exec", "property"):
            texts = (*texts, " ".join(texts))  # the words of one command
        for text in texts:
            for source in self._matcher.match(channel.how, text):
                yield Site(method, offset, source.item, channel.how, api, text)

    def _uri(self, method: int, offset: int, api: str, value: Value, constants: Constants) -> Iterator[Site]:
        texts = list(constants.strings_of(method, value))
        fields = [value.number] if value.kind == "field" and value.number in self._uri_fields else []
        maker = constants.call(method, value.number) if value.kind == "result" else None
        if maker is not None and self._program.method_text(maker.target).startswith(_URI_MAKERS):
            for argument in maker.arguments:
                texts.extend(constants.strings_of(method, argument))
                fields.extend([argument.number] if argument.kind == "field" else [])
        if not texts and not fields and value.kind != "parameter":
            # A URI kept in a field is made in another method of the class, mostly its static initialiser.
            owner = int(self._program.method_class[method])
            near = [method] if self._strings.get(method) or self._uri_uses.get(method) else self._methods_of(owner)
            texts = [use.text for m in near for use in self._strings.get(m, ())]
            fields = [f for m in near for f in self._uri_uses.get(m, ())]
        for text in texts:
            for source in self._matcher.match("content-uri", text):
                yield Site(method, offset, source.item, "content-uri", api, text)
        for field in fields:
            for found in self._uri_fields.get(field, ()):
                yield Site(method, offset, found.item, "content-uri", api, f"{found.class_name}->{found.name}")

    def _methods_of(self, owner: int) -> list[int]:
        """Methods of a class that hold a string or a URI field that matters."""
        if self._by_class is None:
            self._by_class = {}
            for method in dict.fromkeys((*self._strings, *self._uri_uses)):
                self._by_class.setdefault(int(self._program.method_class[method]), []).append(method)
        return self._by_class.get(owner, [])

    def _reflection(
        self, method: int, call: Call, constants: Constants, wrappers: dict[int, list[tuple[Channel, int]]]
    ) -> Iterator[Site]:
        name = call.argument(0)
        receiver = None if call.static or not call.arguments else call.arguments[0]
        owner = self._class_of(method, receiver, constants)
        if name.kind != "string":
            return
        if owner == _SYSTEM_PROPERTIES or (owner is None and self._mentions(method, _SYSTEM_PROPERTIES)):
            api = "Landroid/os/SystemProperties;->get"
            found = False
            for use in self._strings.get(method, ()):
                for source in self._matcher.match("property", use.text):
                    found = True
                    yield Site(method, call.offset, source.item, "property", api, use.text)
            if not found:
                channel = Channel("property", "Landroid/os/SystemProperties;", "get", None, 0)
                for word in range(1, 4):
                    wrappers.setdefault(method, []).append((channel, word))
                wrappers.setdefault(method, []).append((channel, 0))
            return
        for named in self._by_name.get(name.text, ()):
            dotted = named.class_name[1:-1].replace("/", ".")
            if owner == dotted or (owner is None and self._mentions(method, dotted)):
                yield Site(
                    method, call.offset, named.item, "reflection", f"{named.class_name}->{named.name}", name.text
                )

    def _class_of(self, method: int, receiver: Value | None, constants: Constants) -> str | None:
        """Dotted name of the class a reflective call works on, where it is a constant."""
        if receiver is None:
            return None
        if receiver.kind == "type":
            return receiver.text[1:-1].replace("/", ".")
        if receiver.kind == "result":
            made = constants.call(method, receiver.number)
            if made is not None:
                for argument in made.arguments:
                    if argument.kind == "string":
                        return argument.text
        return None

    def _mentions(self, method: int, text: str) -> bool:
        return any(use.text == text for use in self._strings.get(method, ()))

    def _callers(self, wrappers: Mapping[int, list[tuple[Channel, int]]]) -> Iterator[Site]:
        """Constants that callers hand to a method which passes its parameter to a channel."""
        if not wrappers:
            return
        uses = self._references.invocations
        chosen = np.zeros(len(self._program.methods), np.bool_)
        chosen[list(wrappers)] = True
        rows = np.flatnonzero(chosen[uses.target])[: MAX_CALLERS * len(wrappers)]
        constants = Constants(self._program, np.unique(uses.caller[rows]).tolist())
        for row in rows.tolist():
            method, offset, target = int(uses.caller[row]), int(uses.offset[row]), int(uses.target[row])
            call = constants.call(method, offset)
            if call is None:
                continue
            for channel, word in wrappers[target]:
                value = call.arguments[word] if word < len(call.arguments) else None
                if value is not None and value.kind != "unknown":
                    yield from self._strict(method, offset, channel, value, constants)

    def _strict(
        self, method: int, offset: int, channel: Channel, value: Value, constants: Constants
    ) -> Iterator[Site]:  # fmt: skip
        api = f"{channel.class_name}->{channel.name}"
        if channel.how == "content-uri" and value.kind in ("field", "result"):
            yield from self._uri(method, offset, api, value, constants)
            return
        for text in constants.strings_of(method, value):
            for source in self._matcher.match(channel.how, text):
                yield Site(method, offset, source.item, channel.how, api, text)


def _reflective(
    methods: Iterable[MethodSource], fields: Iterable[FieldSource]
) -> dict[str, list[MethodSource | FieldSource]]:
    found: dict[str, list[MethodSource | FieldSource]] = {}
    seen: set[tuple[str, str, str]] = set()
    every: tuple[MethodSource | FieldSource, ...] = (*methods, *fields)
    for source in every:
        key = (source.item, source.class_name, source.name)
        if key not in seen and not getattr(source, "callback", False) and not getattr(source, "test", None):
            seen.add(key)
            found.setdefault(source.name, []).append(source)
    return found


class StringMatcher:
    """Which item a constant reads, by mechanism."""

    __slots__ = ("_by_how",)

    def __init__(self, strings: Iterable[StringSource]) -> None:
        self._by_how: dict[str, list[StringSource]] = {}
        for source in strings:
            self._by_how.setdefault(source.how, []).append(source)

    def match(self, how: str, text: str) -> list[StringSource]:
        """The sources a constant satisfies, of each item the longest."""
        if how == "property":
            text = text.removeprefix("getprop ").strip()
        best: dict[str, StringSource] = {}
        for source in self._by_how.get(how, ()):
            held = best.get(source.item)
            if _satisfies(source, text) and (held is None or len(source.text) > len(held.text)):
                best[source.item] = source
        return list(best.values())


def _satisfies(source: StringSource, text: str) -> bool:
    if source.match == "equals":
        return text == source.text
    if source.match == "prefix":
        return text.startswith(source.text) and (
            source.text.endswith("/") or text[len(source.text) : len(source.text) + 1] in ("", "/", "?", "#")
        )
    at = text.find(source.text)
    if at < 0:
        return False
    end = at + len(source.text)
    before, after = text[at - 1 : at], text[end : end + 1]
    # A command is a word of its own: 'ps -A' is not inside 'maps -All'.
    return not (before.isalnum() or (after.isalnum() and source.text[-1:].isalnum()))
