"""Classes that only newer frameworks have are made, and a JVM takes them."""

from __future__ import annotations

import struct
import subprocess
import zipfile
from pathlib import Path

from kanhe.runtime.desk.building import java_home
from kanhe.runtime.desk.lacking import empty_class, lacking
from tests.builders import jvm

pytestmark = jvm.MARKS


def test_what_shadows_name_and_the_framework_lacks(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "shadows.jar", "w") as archive:
        archive.writestr("x/Shadow.class", b"..(Landroid/os/Old;Landroid/os/New$Inner;)Ljava/lang/String;..")
        archive.writestr("x/readme.txt", b"Landroid/os/Text;")
    with zipfile.ZipFile(tmp_path / "framework.jar", "w") as archive:
        archive.writestr("android/os/Old.class", b"")
    assert lacking(tmp_path / "shadows.jar", tmp_path / "framework.jar") == ("android/os/New$Inner",)


def test_an_empty_class_is_a_class(tmp_path: Path) -> None:
    data = empty_class("android/os/New$Inner")
    assert struct.unpack(">I", data[:4]) == (0xCAFEBABE,)
    path = tmp_path / "android/os/New$Inner.class"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    shown = subprocess.run(
        [java_home() / "bin" / "javap", "-cp", tmp_path, "android.os.New$Inner"],
        capture_output=True, text=True, timeout=60, check=True,
    ).stdout  # fmt: skip
    assert "public class android.os.New$Inner" in shown
