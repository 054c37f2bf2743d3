from kanhe.knowledge.double_list import double_list
from kanhe.knowledge.items import items
from tests.report.lists.sample import SHOP, call, collected_row, lists, sdk


def test_rows_are_what_counts_in_the_order_of_the_categories() -> None:
    made = lists(*SHOP)
    assert [r.id for r in made.collected] == [
        "location-precise",
        "imei",
        "android-id",
        "installed-apps",
        "device-information",
    ]
    order = list(double_list().categories)
    places = [order.index(r.category.zh) for r in made.collected]
    assert places == sorted(places)


def test_every_item_has_a_row_of_its_own_or_its_fold() -> None:
    every = [call(name, offset=n) for n, name in enumerate(items())]
    made = lists(*every)
    named = [i for r in made.collected for i in r.items]
    assert sorted(named) == sorted(set(items()) - set(double_list().left_out))


def test_weak_parameters_are_one_row_that_names_what_is_read() -> None:
    row = collected_row(lists(*SHOP), "device-information")
    assert row.name.zh == "设备信息（设备型号、网络类型与状态）"
    assert row.items == ("device-model-params", "network-state")
    assert row.actors == ("app", "jcore")


def test_a_fold_names_what_it_holds_in_a_fixed_order() -> None:
    build = "Landroid/os/Build;->"
    one = [call("device-model-params", api=f"{build}{n}", offset=n_) for n_, n in enumerate(("BRAND", "MODEL"))]
    assert (
        collected_row(lists(*one), "device-information").name
        == collected_row(lists(*reversed(one)), "device-information").name
    )


def test_collectors_are_told_apart_only_where_they_differ() -> None:
    made = lists(call("imei", "app", phase="startup"), call("imei", "jcore", phase="startup"), sdk("jcore"))
    row = collected_row(made, "imei")
    assert row.actors == ("app", "jcore")
    assert [line.who for line in row.purpose] == [("app",), ("jcore",)]
    assert [line.gap for line in row.purpose] == [True, False]
    alone = collected_row(lists(call("imei", "jcore"), sdk("jcore")), "imei")
    assert {line.who for line in (*alone.purpose, *alone.scene, *alone.means)} == {()}


def test_the_word_of_the_policy_fills_purpose_and_scene() -> None:
    row = collected_row(lists(*SHOP), "android-id")
    assert [line.text.zh for line in row.purpose] == ["识别设备、保障账号安全"]
    assert [line.text.zh for line in row.scene] == ["当您登录时", "启动应用时"]
    assert {line.source for line in row.purpose} == {"policy"}


def test_sensitive_items_are_marked() -> None:
    made = lists(*SHOP)
    assert [r.id for r in made.collected if r.sensitive] == ["location-precise"]


def test_phases_and_levels_are_those_of_all_reads() -> None:
    made = lists(call("imei", level="sent", phase="background"), call("imei", offset=4, phase="startup"))
    row = collected_row(made, "imei")
    assert (row.level, row.phases) == ("sent", ("startup", "background"))
