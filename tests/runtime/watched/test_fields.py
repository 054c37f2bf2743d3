from kanhe.runtime.watched.fields import watched_fields


def test_serial_is_a_field_and_a_uri_is_none() -> None:
    told = {(f.item, f.class_name, f.name) for f in watched_fields()}
    assert ("serial-number", "Landroid/os/Build;", "SERIAL") in told
    assert not [name for _, _, name in told if name.endswith("URI")]
