import pytest

from kanhe.knowledge.items import items
from kanhe.knowledge.sources import sources, split_descriptor
from kanhe.knowledge.store import KnowledgeError


def test_descriptor_parts() -> None:
    assert split_descriptor("La/B;->c(I)V") == ("La/B;", "c", "(I)V")
    assert split_descriptor("La/B;->c") == ("La/B;", "c", None)
    for wrong in ("a.b.c()", "La/B->c", "La/B;->"):
        with pytest.raises(KnowledgeError):
            split_descriptor(wrong)


def test_generic_interfaces_are_no_reads_by_themselves() -> None:
    reads = {(m.class_name, m.name) for m in sources().methods if m.test is None and not m.beside}
    for generic in (("Ljava/lang/Class;", "forName"), ("Ljava/lang/Runtime;", "exec"), ("Landroid/provider/Settings$Secure;", "getString"),
                    ("Landroid/content/ContentResolver;", "query"), ("Landroid/hardware/SensorManager;", "getDefaultSensor")):  # fmt: skip
        assert generic not in reads


def test_every_item_with_android_interfaces_has_a_source() -> None:
    covered = {s.item for s in (*sources().methods, *sources().fields, *sources().strings)}
    for item in ("imei", "imsi", "iccid", "mac-address", "android-id", "contacts", "call-log", "sms", "calendar", "location-precise",
                 "installed-apps", "clipboard", "camera", "microphone", "photos", "serial-number", "browser-history"):  # fmt: skip
        assert item in covered
        assert item in items()
