from kanhe.package.bounds import DEFAULT_BOUNDS


def test_bounds_lie_above_the_largest_real_apps() -> None:
    assert DEFAULT_BOUNDS.entries >= 100_000
    assert DEFAULT_BOUNDS.total_bytes > 4 << 30
    assert DEFAULT_BOUNDS.ratio > 1032  # what deflate itself can reach
