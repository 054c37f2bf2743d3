from kanhe.knowledge.permissions import permissions


def test_complete_and_by_id() -> None:
    assert len(permissions()) >= 150
    assert "android.permission.CAMERA" in permissions()
