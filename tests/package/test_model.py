from kanhe.package.model import Component, IntentFilter


def test_launcher_needs_action_and_category_in_one_filter() -> None:
    main, launcher = "android.intent.action.MAIN", "android.intent.category.LAUNCHER"
    assert Component("activity", "A", True, filters=(IntentFilter((main,), (launcher,)),)).launcher
    apart = (IntentFilter((main,)), IntentFilter((), (launcher,)))
    assert not Component("activity", "A", True, filters=apart).launcher
