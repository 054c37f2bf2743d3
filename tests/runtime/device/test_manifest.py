import hashlib
import json

from kanhe.runtime.device.manifest import digest, write_manifest


def test_every_file_with_its_digest_and_not_itself(tmp_path) -> None:
    (tmp_path / "screens").mkdir()
    (tmp_path / "trace.jsonl").write_bytes(b"{}\n")
    (tmp_path / "screens/图.png").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "trace.jsonl")
    for _ in range(2):
        told = json.loads(write_manifest(tmp_path, {"run": "r"}).read_text("utf-8"))
        assert (told["format"], told["run"]) == ("kanhe-run/1", "r")
        assert told["files"] == [
            {"path": "screens/图.png", "size": 1, "sha256": hashlib.sha256(b"x").hexdigest()},
            {"path": "trace.jsonl", "size": 3, "sha256": digest(tmp_path / "trace.jsonl")},
        ]
