"""What neither app nor framework has is made, left out or told."""

from __future__ import annotations

import pytest

from kanhe.runtime.desk.translating import Translation
from tests.builders import jvm
from tests.builders.dex import ABSTRACT, INTERFACE, PUBLIC, Class
from tests.builders.probes import probe, told
from tests.builders.smali import define

pytestmark = jvm.MARKS

FRAMEWORK = {
    "android/Phone.java": """package android; public class Phone {
        public Phone(String name) { }
        protected String inner() { return "inner"; }
        public String toString() { return "phone"; }
    }""",
    "android/Screen.java": "package android; public class Screen extends Phone { public Screen() { super(null); } }",
    "android/Known.java": 'package android; public class Known { public static String own() { return "framework\'s"; } }',
}
PHONE = "new-instance v0 Landroid/Phone;\nconst/4 v1 0\ninvoke-direct {v0 v1} Landroid/Phone;-><init>(Ljava/lang/String;)V\n"
CODE = {
    "NewMethod": (f"""{PHONE}
        const-wide v2 5
        invoke-virtual {{v0 v2 v3}} Landroid/Phone;->newer(J)J
        move-result-wide v2
        give J v2
     """, "0"),
    "NewField": (f"{PHONE}iget-object v0 v0 Landroid/Phone;->newer:Ljava/lang/Object;\ngive v0", "null"),
    "NewStatic": ("sget v0 Landroid/Phone;->NEWER:F\ngive F v0", "0.0"),
    "NewConstructor": ("""
        new-instance v0 Landroid/Phone;
        invoke-direct {v0} Landroid/Phone;-><init>()V
        give v0
     """, "phone"),
    "Vendor": ("""
        new-instance v0 Lcom/huawei/Ids;
        invoke-direct {v0} Lcom/huawei/Ids;-><init>()V
        invoke-virtual {v0} Lcom/huawei/Ids;->oaid()Ljava/lang/String;
        move-result-object v0
        give v0
     """, "null"),
    "VendorInterface": ("""
        const/4 v0 0
        :t0
        invoke-interface {v0 v0} Lcom/huawei/Listener;->told(I)Z
        :t1
        give v0
        .try :t0 :t1 Ljava/lang/NullPointerException; :h
        :h
        const-string v0 "null"
        give v0
     """, "null"),
    "Library": ("""
        :t0
        invoke-static {} Lorg/library/Log;->get()Lorg/library/Log;
        move-result-object v0
        :t1
        give v0
        .try :t0 :t1 Ljava/lang/NoClassDefFoundError; :h
        :h
        const-string v0 "not there"
        give v0
     """, "not there"),
    "ByName": ("""
        :t0
        const-string v0 "com.huawei.Ids"
        invoke-static {v0} Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;
        move-result-object v0
        :t1
        give v0
        .try :t0 :t1 Ljava/lang/ClassNotFoundException; :h
        :h
        const-string v0 "not found"
        give v0
     """, "not found"),
    "Caught": ("""
        const/4 v0 1
        :t0
        div-int v0 v0 v0
        :t1
        give I v0
        .try :t0 :t1 Landroid/NewError; :h
        :h
        move-exception v0
        throw v0
     """, "1"),
    "Callback": ("""
        new-instance v0 La/Callback;
        invoke-direct {v0} La/Callback;-><init>()V
        instance-of v0 v0 Lcom/huawei/Callback;
        give Z v0
     """, "true"),
    "Shadowed": ("invoke-static {} Landroid/Known;->own()Ljava/lang/String;\nmove-result-object v0\ngive v0", "framework's"),
    "Protected": ("""
        new-instance v0 La/Mine;
        invoke-direct {v0} La/Mine;-><init>()V
        invoke-virtual {v0} La/Mine;->open()Ljava/lang/String;
        move-result-object v0
        give v0
     """, "inner"),
}  # fmt: skip


def classes() -> list[Class]:
    init = define("<init>()V", "invoke-direct {p0} Landroid/Screen;-><init>()V\nreturn-void")
    inner = """
        move-object v0 p0
        const/4 v1 1
        if-nez v1 :call
        const/4 v0 0
        :call
        invoke-virtual {v0} Landroid/Screen;->inner()Ljava/lang/String;
        move-result-object v0
        return-object v0
    """
    own = [define("open()Ljava/lang/String;", inner)]
    shadowed = define("own()Ljava/lang/String;", 'const-string v0 "app"\nreturn-object v0', static=True)
    return [
        *(
            probe(name, code, interfaces=["Lcom/huawei/Callback;"] if name == "Callback" else [])
            for name, (code, _) in CODE.items()
        ),
        Class("La/Mine;", "Landroid/Screen;", methods=[init, *own]),
        Class("Landroid/Known;", methods=[shadowed]),
        Class(
            "La/New;",
            methods=[define("take(Landroid/NewThing;)V", "return-void")],
            access=PUBLIC | INTERFACE | ABSTRACT,
        ),
    ]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Translation]:
    folder = tmp_path_factory.mktemp("framework")
    for name, text in FRAMEWORK.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    built = jvm.compile_java(sorted((folder / "android").glob("*.java")), folder / "classes")
    jar = folder / "framework.jar"
    jvm.run("jar", "cf", jar, "-C", built, ".")
    return told(classes(), [jar])


@pytest.mark.parametrize("name", CODE)
def test_it_links(name: str, run: tuple[dict[str, str], Translation]) -> None:
    assert run[0][name] == CODE[name][1]


def test_what_is_missing_is_told(run: tuple[dict[str, str], Translation]) -> None:
    made = run[1]
    assert made.untranslated == ()
    assert made.missing == (
        "android/NewError", "android/NewThing", "com/huawei/Callback", "com/huawei/Ids", "com/huawei/Listener", "org/library/Log",
    )  # fmt: skip
    assert made.absent == (
        "android/Phone.<init>()V", "android/Phone.NEWER.F", "android/Phone.newer(J)J", "android/Phone.newer.Ljava/lang/Object;",
    )  # fmt: skip
    assert made.shadowed == ("android/Known",)
