import pytest

from kanhe.evidence.vocabulary import VOCABULARY
from kanhe.knowledge.double_list import double_list
from kanhe.knowledge.items import items
from kanhe.knowledge.sdks import sdks


def test_speaks_of_known_items_only() -> None:
    known = double_list()
    named = {
        *known.left_out,
        *known.read_only_by_code,
        *known.names,
        *known.details,
        *(m for f in known.folds for m in f.members),
    }
    assert named <= set(items())


def test_folds_weak_parameters_only_and_each_once() -> None:
    members = [m for fold in double_list().folds for m in fold.members]
    assert len(members) == len(set(members))
    assert {items()[m].weight for m in members} == {"state"}
    assert set(members) <= set(double_list().names)


def test_every_category_has_its_place() -> None:
    assert {item.category for item in items().values()} == set(double_list().categories)


def test_every_phase_that_is_met_has_a_scene() -> None:
    assert set(double_list().scenes) == set(VOCABULARY["phase"]) - {"unreached"}


def test_scenes_of_sdks_are_those_of_known_categories() -> None:
    assert set(double_list().sdk_scenes) <= {sdk.category for sdk in sdks().values()}


@pytest.mark.parametrize(
    ("item", "api", "argument", "said"),
    [
        ("device-model-params", "Landroid/os/Build;->MODEL", None, "设备型号"),
        ("device-model-params", "Landroid/os/Build;->MODEL:Ljava/lang/String;", None, "设备型号"),
        ("device-model-params", "Landroid/os/Build$VERSION;->RELEASE", None, "系统版本"),
        ("device-model-params", "Ljava/io/FileReader;-><init>", "/proc/meminfo", "内存大小"),
        (
            "sim-operator",
            "Landroid/telephony/TelephonyManager;->getSimOperatorName()Ljava/lang/String;",
            None,
            "运营商",
        ),
        ("sim-operator", "Lx/Y;->getSimOperatorNameAndMore()V", None, None),
        ("imei", "Landroid/os/Build;->MODEL", None, None),
    ],
)
def test_names_what_is_read(item: str, api: str, argument: str | None, said: str | None) -> None:
    found = double_list().detail(item, api, argument)
    assert (found.zh if found else None) == said


def test_fold_of_an_item() -> None:
    fold = double_list().fold_of("network-state")
    assert fold is not None
    assert fold.zh == "设备信息"
    assert double_list().fold_of("imei") is None


def test_what_only_code_reads_has_an_interface() -> None:
    from kanhe.knowledge.sources import sources

    read = {s.item for s in (*sources().methods, *sources().fields, *sources().strings)}
    assert set(double_list().read_only_by_code) <= read
