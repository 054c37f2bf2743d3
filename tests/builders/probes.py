"""Hand-made dex code that is translated and run: each class's ``run()`` returns an object, of which the text is compared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from kanhe.package.model import DexImage
from kanhe.runtime.desk.translating import Translation, translate_images
from tests.builders import jvm
from tests.builders.dex import PUBLIC, STATIC, Class, Method, write_dex
from tests.builders.smali import define

SOURCES = Path(__file__).parents[1] / "runtime/desk/java/probes"
BOXED = {"I": "Integer", "J": "Long", "F": "Float", "D": "Double", "Z": "Boolean"}


@cache
def driver() -> Path:
    """The compiled classes that call the code."""
    return jvm.compile_java(sorted(SOURCES.glob("*.java")), Path(mkdtemp(prefix="kanhe-probes-")))


def probe(
    name: str, code: str, *members: Method, above: str = "Ljava/lang/Object;", interfaces: Sequence[str] = ()
) -> Class:
    """A class ``La/<name>;`` whose ``run()`` is this code; ``give I v0`` returns a boxed number, ``give v0`` an object."""
    lines = []
    for line in code.splitlines():
        words = line.split()
        if words[:1] == ["give"]:
            if len(words) == 3:
                box, register = f"Ljava/lang/{BOXED[words[1]]};", words[2]
                pair = f"{register} v{int(register[1:]) + 1}" if words[1] in "JD" else register
                lines += [f"invoke-static {{{pair}}} {box}->valueOf({words[1]}){box}", f"move-result-object {register}"]
            line = f"return-object {words[-1]}"
        lines.append(line)
    run = define("run()Ljava/lang/Object;", "\n".join(lines), static=True)
    init = define("<init>()V", f"invoke-direct {{p0}} {above}-><init>()V\nreturn-void")
    own = () if any(m.name == "<init>" for m in members) else (init,)
    return Class(f"La/{name};", above, list(interfaces), [run, *own, *members], PUBLIC)


def told(
    classes: Sequence[Class], frameworks: Sequence[Path] = (), *, version: int = 35
) -> tuple[dict[str, str], Translation]:
    """What each class's ``run()`` said, and the translation."""
    made = translate_images([DexImage("classes.dex", write_dex(list(classes), version))], frameworks)
    called = [c.name[1:-1].replace("/", ".") for c in classes if any(_is_run(m) for m in c.methods)]
    lines = jvm.java("probes.Probe", *called, classpath=[made.jar, driver(), *frameworks]).stdout.splitlines()
    pairs = [line.split("\t", 1) for line in lines]
    return {n.removeprefix("a."): t for n, t in pairs}, made


def _is_run(method: Method) -> bool:
    return method.name == "run" and method.access & STATIC != 0 and method.proto.startswith("()")
