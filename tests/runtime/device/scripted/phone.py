#!/usr/bin/env python3
"""The tools of a phone, played: what an app's user would see of one app, kept as files in a folder.

Called under the name of a tool (``getprop``, ``pm``, ``input``…).  The folder is ``$PHONE``; what is in it decides what the tools
say, and tests read and write it.  The outputs have the shape of those of Android 13.  Needs nothing but Python.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(os.environ.get("PHONE", "/data/phone"))
PROPERTIES = {
    "ro.product.manufacturer": "Example", "ro.product.model": "Scripted", "ro.build.version.sdk": "33",
    "ro.build.version.release": "13", "ro.product.cpu.abilist": "arm64-v8a,armeabi-v7a",
    "ro.build.fingerprint": "example/scripted/scripted:13/TEST/1:userdebug/test-keys",
}  # fmt: skip
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


class State:
    """What the phone is like: ``phone.json``, read and written whole."""

    def __init__(self) -> None:
        file = HERE / "phone.json"
        self.told = json.loads(file.read_text()) if file.exists() else {}

    def __getitem__(self, key: str):
        return self.told.get(key)

    def set(self, **told) -> None:
        self.told.update(told)
        part = HERE / f"phone.json.{os.getpid()}"
        part.write_text(json.dumps(self.told))
        part.replace(HERE / "phone.json")


def log(tag: str, text: str, pid: int = 1000) -> None:
    """A line of the event log."""
    with (HERE / "events.log").open("a") as file:
        file.write(f"{time.time():17.6f} {pid:5d} {pid:5d} I {tag}: {text}\n")


def getprop(args: list[str], state: State) -> int:
    told = {**PROPERTIES, **(state["properties"] or {})}
    if args:
        print(told.get(args[0], ""))
    else:
        print("".join(f"[{k}]: [{v}]\n" for k, v in told.items()), end="")
    return 0


def settings(args: list[str], state: State) -> int:
    what, space, key = args[:3]
    file = HERE / f"setting.{space}.{key}"
    if what == "get":
        print(file.read_text() if file.exists() else "null")
    elif what == "put":
        if state["settings_locked"]:
            print("java.lang.SecurityException: Permission denial, must have WRITE_SECURE_SETTINGS", file=sys.stderr)
            return 255
        file.write_text(args[3])
        (HERE / "settings.log").open("a").write(f"{space} {key} {args[3]}\n")
    elif what == "delete":
        file.unlink(missing_ok=True)
        print("Deleted 1 rows")
    return 0


def pm(args: list[str], state: State) -> int:
    if args[0] in ("install", "install-create"):
        if refusal := state["install_refused"]:
            print(f"Failure [{refusal}]")
            return 1
        if args[0] == "install-create":
            print("Success: created install session [1234567]")
            return 0
        if not Path(args[-1]).stat().st_size:
            print("Failure [INSTALL_FAILED_INVALID_APK]")
            return 1
        state.set(installed=True, flags=args[1:-1])
        print("Success")
        return 0
    if args[0] == "install-write":
        size = Path(args[-1]).stat().st_size
        state.set(written=[*(state["written"] or []), size])
        print(f"Success: streamed {size} bytes")
    elif args[0] == "install-commit":
        state.set(installed=True)
        print("Success")
    elif args[0] == "clear":
        state.set(consent=None)
        print("Success" if state["installed"] else "Failed")
    return 0


def start_app(state: State, why: str = "next-top-activity", component: str | None = None) -> None:
    package, pid = state["package"], 4000 + (state["starts"] or 0)
    screen = state["screen_class"] or f"{package}.MainActivity"
    state.set(pid=pid, starts=(state["starts"] or 0) + 1)
    log("am_proc_start", f"[0,{pid},10123,{package},{why},{{{component or f'{package}/.MainActivity'}}}]")
    log("am_proc_bound", f"[0,{pid},{package}]")
    if "activity" in why:
        log("wm_on_create_called", f"[110,{screen},performCreate,12]", pid)
        log("wm_on_resume_called", f"[110,{screen},RESUME_ACTIVITY,3]", pid)
        state.set(front="app", shown=state["consent"] or "asking")
    note(state, "READ_CLIPBOARD")
    traffic(state, "start")


def note(state: State, op: str) -> None:
    state.set(ops={**(state["ops"] or {}), op: time.time()})


def stop_app(state: State, how: str) -> None:
    if state["pid"]:
        log("am_kill", f"[0,{state['pid']},{state['package']},905,{how}]")
        log("am_proc_died", f"[0,{state['pid']},{state['package']},905,19]")
    state.set(pid=None, front="home")


def traffic(state: State, moment: str) -> None:
    """The app's own requests, if the test gave it any: a program that is told the moment and the proxy."""
    program = HERE / "app"
    if program.exists():
        proxy = HERE / "setting.global.http_proxy"
        subprocess.Popen(
            [str(program), moment, proxy.read_text() if proxy.exists() else ""], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=(HERE / "app.log").open("a"),
        )  # fmt: skip


def am(args: list[str], state: State) -> int:
    if args[0] == "start":
        if not state["installed"]:
            print("Error type 3\nError: Activity class does not exist.")
            return 0
        start_app(state)
        print(f"Starting: Intent {{ act=android.intent.action.MAIN cmp={args[-1]} }}\nStatus: ok\nComplete")
    elif args[0] == "force-stop":
        stop_app(state, "stop")
    elif args[0] == "kill":
        stop_app(state, "kill background")
    elif args[0] == "broadcast":
        print(f"Broadcasting: Intent {{ act={args[2]} }}")
        if state["root"] is False:
            print("java.lang.SecurityException: Permission Denial: not allowed to send broadcast", file=sys.stderr)
            return 255
        start_app(state, "broadcast", f"{state['package']}/.BootReceiver")
        print("Broadcast completed: result=0")
    return 0


def monkey(args: list[str], state: State) -> int:
    return am(["start", ""], state)


def window(state: State) -> list[tuple[str, str, str, str, bool]]:
    """(package, class, text, id, clickable) of what is in front, from top to bottom."""
    package = state["package"]
    if state["front"] != "app":
        return [("com.example.home", "TextView", "主屏幕", "", True)]
    if state["shown"] == "asking":
        return [
            (package, "TextView", "欢迎使用", "", False),
            (package, "TextView", "请您阅读并同意《用户协议》和《隐私政策》", "", False),
            (package, "Button", "不同意", f"{package}:id/no", True),
            (package, "Button", "同意并继续", f"{package}:id/yes", True),
        ]
    if state["shown"] == "permission":
        asker = "com.android.permissioncontroller"
        return [
            (asker, "TextView", "允许“示例”访问此设备的位置信息吗？", f"{asker}:id/permission_message", False),
            (asker, "Button", "仅在使用中允许", f"{asker}:id/permission_allow_foreground_only_button", True),
            (asker, "Button", "不允许", f"{asker}:id/permission_deny_button", True),
        ]
    return [
        (package, "TextView", "首页", "", False),
        (package, "Button", "附近的店", f"{package}:id/near", True),
        (package, "EditText", "user@example.com", f"{package}:id/mail", False),
    ]


def dump(state: State) -> str:
    rows = [
        f'<node index="{k}" text="{text}" resource-id="{ident}" class="android.widget.{kind}" package="{package}" content-desc="" '
        f'checkable="false" checked="false" clickable="{str(touch).lower()}" enabled="true" password="false" '
        f'bounds="[0,{k * 100}][1080,{k * 100 + 100}]" />'
        for k, (package, kind, text, ident, touch) in enumerate(window(state))
    ]
    return (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"0\">"
        + "".join(rows)
        + "</hierarchy>"
    )


def uiautomator(args: list[str], state: State) -> int:
    if state["restless"]:
        print("ERROR: could not get idle state.")
        return 0
    Path(args[1]).write_text(dump(state))
    print(f"UI hierchary dumped to: {args[1]}")
    return 0


def screencap(args: list[str], state: State) -> int:
    sys.stdout.buffer.write(PNG)
    return 0


def input_(args: list[str], state: State) -> int:
    if args[0] == "keyevent":
        if args[1] == "KEYCODE_HOME" and state["front"] == "app":
            screen = state["screen_class"] or f"{state['package']}.MainActivity"
            log("wm_on_paused_called", f"[110,{screen},userLeaving=true,1]", state["pid"])
            log("wm_on_stop_called", f"[110,{screen},STOP_ACTIVITY_ITEM,2]", state["pid"])
            state.set(front="home")
        return 0
    at = int(args[2]) // 100
    shown = window(state)
    package, _, text, ident, touch = shown[at]
    log("input_interaction", f"Interaction with: 3f7 {package}/{package}.MainActivity (server), ")
    if not touch:
        return 0
    if text == "同意并继续":
        state.set(shown="permission" if state["asks"] else "main", consent="main")
        note(state, "FINE_LOCATION")
        log("am_proc_start", "[0,5555,10077,com.other.push,service,{com.other.push/.Wake}]")
        traffic(state, "accepted")
    elif text == "不同意":
        stop_app(state, "finish")
    elif ident.endswith("permission_deny_button"):
        state.set(shown="main", refused=True)
    return 0


def cmd(args: list[str], state: State) -> int:
    if args[:2] == ["appops", "get"]:
        for op, at in (state["ops"] or {}).items():
            print(f"{op}: allow; time=+{ago(time.time() - at)} ago")
        print("WAKE_LOCK: allow; time=+1d2h3m4s5ms ago; duration=+1s")
    return 0


def ago(seconds: float) -> str:
    whole, milliseconds = int(seconds), int(seconds * 1000) % 1000
    return f"{whole}s{milliseconds}ms" if whole else f"{milliseconds}ms"


def logcat(args: list[str], state: State) -> int:
    """The event log, followed from a moment on."""
    if state["log_broken"]:
        return 1
    file = HERE / "events.log"
    file.touch()
    since = float(args[args.index("-T") + 1])
    asked_by = os.getppid()
    with file.open() as lines:
        while os.getppid() == asked_by:  # it ends with whoever asked, as on a phone
            line = lines.readline()
            if line and float(line.split()[0]) < since:
                continue
            if line:
                sys.stdout.write(line)
                sys.stdout.flush()
            else:
                time.sleep(0.02)
    return 0


def pidof(args: list[str], state: State) -> int:
    if args[0] == "zygote64":
        print(1)
        return 0
    if not state["pid"] or args[0] != state["package"]:
        return 1
    print(state["pid"])
    return 0


def su(args: list[str], state: State) -> int:
    if not state["root"]:
        print("su: inaccessible or not found", file=sys.stderr)
        return 127
    command = args[-1]
    if re.fullmatch(r"id -u", command):
        print(0)
        return 0
    return subprocess.call(["sh", "-c", command])


def id_(args: list[str], state: State) -> int:
    print("2000" if args == ["-u"] else "uid=2000(shell) gid=2000(shell)")
    return 0


def dumpsys(args: list[str], state: State) -> int:
    if args[0] != "package":
        return 0
    package = args[1]
    if not state["installed"]:
        print(f"Unable to find package: {package}")
        return 0
    print(
        f"Packages:\n  Package [{package}] (2e1f3a4):\n    userId=10123\n    versionCode=7 minSdk=21 targetSdk=33\n    User 0: installed=true"
    )
    print("      runtime permissions:")
    flags = (
        "[ USER_SET|USER_SENSITIVE_WHEN_GRANTED|USER_SENSITIVE_WHEN_DENIED]"
        if state["refused"]
        else "[ USER_SENSITIVE_WHEN_DENIED]"
    )
    print(f"        android.permission.ACCESS_FINE_LOCATION: granted=false, flags={flags}")
    return 0


def iptables(args: list[str], state: State) -> int:
    if state["no_iptables"]:
        print("iptables: No chain/target/match by that name.", file=sys.stderr)
        return 1
    rules = state["rules"] or []
    rule = " ".join(args[2:])
    state.set(rules=[*rules, rule] if "-I" in args else [r for r in rules if r != rule])
    return 0


def nsenter(args: list[str], state: State) -> int:
    """Here every process has the same view."""
    return subprocess.call(args[args.index("--") + 1 :])


def chcon(args: list[str], state: State) -> int:
    return 1  # as where there is no SELinux


def wm(args: list[str], state: State) -> int:
    return 0


TOOLS = {
    "getprop": getprop, "settings": settings, "pm": pm, "am": am, "monkey": monkey, "uiautomator": uiautomator,
    "screencap": screencap, "input": input_, "cmd": cmd, "logcat": logcat, "pidof": pidof, "su": su, "id": id_, "wm": wm,
    "dumpsys": dumpsys, "iptables": iptables, "nsenter": nsenter, "chcon": chcon, "ip6tables": iptables,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(TOOLS[Path(sys.argv[0]).name](sys.argv[1:], State()))
