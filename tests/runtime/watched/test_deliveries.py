from kanhe.knowledge.runtime_points import runtime_points
from kanhe.knowledge.sources import sources
from kanhe.runtime.watched.deliveries import deliveries


def test_every_callback_of_the_sources_is_one_and_says_who_hands_it_over() -> None:
    callbacks = {(s.item, s.class_name, s.name) for s in sources().methods if s.callback}
    assert {(d.kind, d.class_name, d.name) for d in deliveries()} == callbacks
    assert all(d.carriers for d in deliveries())


def test_nothing_hands_over_what_is_no_callback() -> None:
    assert set(runtime_points().deliveries) == {f"{d.class_name}->{d.name}" for d in deliveries()}


def test_a_delivery_goes_by_the_name_of_its_callback() -> None:
    (event,) = [d for d in deliveries() if d.kind == "accessibility"]
    assert event.api == "android.accessibilityservice.AccessibilityService.onAccessibilityEvent"
    assert event.proto == "(Landroid/view/accessibility/AccessibilityEvent;)V"
