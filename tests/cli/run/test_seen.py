from kanhe.cli.run.seen import seen
from kanhe.runtime.trace.records import App, Call, FlowRecord, Found, GapRecord, Run, ScreenState, Ui
from kanhe.runtime.trace.writing import TraceWriter

APP = "com.example.app"


def lines(tmp_path, monkeypatch, records, lang: str = "en") -> str:
    monkeypatch.setenv("KANHE_LANG", lang)
    path = tmp_path / "t.jsonl"
    with path.open("wb") as file:
        writer = TraceWriter(file, Run("r", "device", App(APP), early=True))
        sdk = writer.stack(["com.umeng.commonsdk.Init.run:4", f"{APP}.Main.onCreate:9"])
        writer.write_all(records(sdk))
    return "\n".join(seen(path))


def test_who_read_what_when_and_how_often(tmp_path, monkeypatch) -> None:
    def records(sdk: int):
        yield ScreenState(99.0, "resumed", APP, "x")
        yield Call(1, 100.0, "a.B.c", kind="imei", stk=sdk)
        yield Call(2, 100.1, "a.B.c", kind="imei", stk=sdk, depth=1)
        yield Ui(101.0, "dialog", "隐私政策", "consent")
        yield Ui(103.0, "click", "同意", "consent_accept")
        yield Call(3, 104.0, "a.B.d", kind="clipboard")
        yield ScreenState(105.0, "stopped", APP, "x")
        yield Call(4, 200.0, "a.B.d", kind="clipboard")
        yield Call(5, 300.0, "a.B.d", kind="clipboard")

    told = lines(tmp_path, monkeypatch, records)
    assert told.splitlines()[0] == "4 reads of personal information were seen:"
    assert "2 × Clipboard" in told
    assert "before being asked" in told
    assert "after consent, in background" in told
    assert "the app itself" in told
    assert "· U-App ·" in told
    assert "看到读取个人信息 4 次" in lines(tmp_path, monkeypatch, records, "zh")


def test_where_no_screen_asked_nothing_lies_before_consent(tmp_path, monkeypatch) -> None:
    def records(_: int):
        yield ScreenState(99.0, "resumed", APP, "x")
        yield Call(1, 100.0, "a.B.c", kind="imei")

    told = lines(tmp_path, monkeypatch, records)
    assert "the app itself · nobody was asked" in told
    assert "before" not in told
    assert "没有出现征求同意的界面" in lines(tmp_path, monkeypatch, records, "zh")


def test_what_left_the_device(tmp_path, monkeypatch) -> None:
    told = lines(tmp_path, monkeypatch, lambda _: [
        FlowRecord(1.0, "a.example", pi=[Found("imei", "canary/plain", "query.imei")]), FlowRecord(2.0, "a.example"),
        FlowRecord(3.0, "b.example", pinned=True),
    ])  # fmt: skip
    assert told.splitlines() == [
        "no read of personal information was seen",
        "3 requests to 2 hosts; 1 carry personal information; the content of 1 hosts was not seen",
    ]


def test_many_kinds_are_cut(tmp_path, monkeypatch) -> None:
    from kanhe.knowledge.items import items

    told = lines(
        tmp_path, monkeypatch, lambda _: [Call(n, 1.0 + n, "x", kind=k) for n, k in enumerate(list(items())[:20])]
    )
    assert told.splitlines()[-1].strip() == "and 8 more kinds"


def test_conduct_and_what_was_not_seen(tmp_path, monkeypatch) -> None:
    told = lines(tmp_path, monkeypatch, lambda _: [
        Call(1, 1.0, "x", kind="alarm-repeat"), GapRecord(1.0, 2.0, "the agent was lost"), GapRecord(3.0, 4.0, "the agent was lost"),
        *(GapRecord(5.0, 6.0, f"reason {k}") for k in range(9)),
    ]).splitlines()  # fmt: skip
    assert told[1].startswith("also: ")
    assert told[1].endswith(" ×1")
    assert told[2:4] == ["not observed: the agent was lost", "not observed: reason 0"]
    assert told[-1] == "not observed: 4 more"
