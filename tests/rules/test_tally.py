from kanhe.evidence import Evidence, FlowRow
from kanhe.rules.engine import Context
from kanhe.rules.tally import MAX_QUOTES, STATES, tally
from kanhe.rules.views import STATES as STATES_OF_VIEW
from tests.rules.test_views import DAY, PACKAGE, POLICY, call, lists, says


def cells(*facts: object):
    return tally(Evidence.of([PACKAGE, POLICY], facts), Context(DAY))


def test_the_app_first_then_the_gravest() -> None:
    found = cells(
        call(actor="jpush"), call("contacts"), says("contacts", verb="not-collect"), call(), says("imei"), call("sms")
    )
    assert [(c.actor, c.item) for c in found] == [
        ("app", "contacts"),
        ("app", "sms"),
        ("app", "imei"),
        ("jpush", "imei"),
    ]
    assert [c.state for c in found] == [
        "denied-but-found", "found-not-declared", "declared-and-found", "general-only",
    ]  # fmt: skip


def test_each_state_of_the_view_has_its_rank() -> None:
    assert set(STATES) == set(STATES_OF_VIEW)


def test_a_cell_holds_both_halves() -> None:
    flow = FlowRow("a", "imei", "La/T;->get()V", "La/B;->m()V", 1, "app", "network", "Lx;->s()V", "La/C;->n()V", 3)
    (cell,) = cells(
        call(level="sent", phase="startup", path=("La/A;->a()V", "La/B;->m()V"), entry="activity a.A"), flow,
        says("imei", purpose="安全", heading="一、收集"),
    )  # fmt: skip
    assert cell.declared
    assert not cell.denied
    assert cell.deed is not None
    assert (cell.deed.level, cell.deed.before_consent, cell.deed.sinks) == ("sent", True, ("network",))
    assert list(cell.deed.row["path"]) == ["La/A;->a()V", "La/B;->m()V"]
    (quote,) = cell.quotes
    assert (quote.standing, quote.heading, quote.purpose, quote.start) == ("policy", "一、收集", "安全", 5)
    assert cell.purposes == ("安全",)


def test_one_half_alone() -> None:
    (cell,) = cells(lists("jpush", "imei"))
    assert cell.deed is None
    assert (cell.listed, cell.in_package, cell.state) == (True, False, "declared-not-found")


def test_a_sentence_is_quoted_once_in_its_best_standing_and_few_are_kept() -> None:
    same = [says("imei", verb=v, sentence="一句", start=3) for v in ("share", "collect", "use")]
    (cell,) = cells(*same)
    assert [q.sentence for q in cell.quotes] == ["一句"]
    many = [says("imei", sentence=str(n), start=n) for n in range(30)]
    assert len(cells(*many)[0].quotes) == MAX_QUOTES


def test_a_denial_is_quoted_even_among_many_statements() -> None:
    many = [says("imei", sentence=str(n), start=n) for n in range(30)]
    (cell,) = cells(*many, says("imei", verb="not-collect", sentence="不会", start=99))
    assert cell.denied


def test_what_stands_in_place_of_a_declaration_is_left_out_where_there_is_one() -> None:
    word = says(None, group="device-information", sentence="设备信息", start=40)
    (cell,) = cells(call(), says("imei"), word)
    assert [q.standing for q in cell.quotes] == ["policy"]
    (cell,) = cells(call(), word)
    assert [q.standing for q in cell.quotes] == ["word"]


def test_what_is_said_of_the_sdk_itself_is_quoted_before_what_the_app_says() -> None:
    found = cells(call(actor="jpush"), says("imei"), lists("jpush", groups=("device-identifier",)))
    cell = next(c for c in found if c.actor == "jpush")
    assert [q.standing for q in cell.quotes] == ["word", "app"]
