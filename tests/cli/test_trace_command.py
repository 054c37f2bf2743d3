from tests.cli.test_cli import kanhe
from tests.specimens.runs.tape import Tape


def test_what_a_trace_holds_and_what_is_wrong(tmp_path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_bytes(Tape().accepted().bytes())
    good = kanhe("trace", str(path), "--lang", "en")
    assert good.returncode == 0
    assert "ui 2" in good.stdout
    assert "not observed" not in good.stdout
    path.write_bytes(Tape().accepted().gap(20, 30).bytes())
    assert "not observed: the device was not connected" in kanhe("trace", str(path), "--lang", "en").stdout
    path.write_bytes(Tape().accepted().gap(20, 30).bytes())
    assert "未观察到：设备没有连接" in kanhe("trace", str(path), "--lang", "zh").stdout
    path.write_bytes(Tape().accepted().bytes() + b'{"t":"moon"}\n')
    bad = kanhe("trace", str(path), "--lang", "zh")
    assert bad.returncode == 1
    assert "第 6 行：未知的记录类型 moon" in bad.stdout


def test_what_is_none(tmp_path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\x00")
    done = kanhe("trace", str(path), "--lang", "en")
    assert done.returncode == 3
    assert "no kanhe-trace/1" in done.stderr
    assert kanhe("trace", str(tmp_path / "none")).returncode == 3
