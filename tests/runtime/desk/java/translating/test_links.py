"""What neither app nor framework has is made, left out or told; and calls that are watched go to the recorder."""

from __future__ import annotations

from pathlib import Path

import pytest

from kanhe.runtime.desk.translating import Linking, Translation
from tests.builders import jvm
from tests.builders.dex import ABSTRACT, INTERFACE, PUBLIC, Class
from tests.builders.probes import probe, told
from tests.builders.smali import define

pytestmark = jvm.MARKS

FRAMEWORK = {
    "android/Phone.java": """package android; public class Phone {
        public static String MAKER = "maker";
        public int level = 4;
        public Phone(String name) { }
        public String id(String key, long more) { return key + more; }
        public static int count(int a, double b) { return a + (int) b; }
        public long far() { return 1; }
        public Object kept() { return this == null ? null : "kept"; }
        protected String inner() { return "inner"; }
        public String toString() { return "phone"; }
    }""",
    "android/Screen.java": "package android; public class Screen extends Phone { public Screen() { super(null); } }",
    "android/Known.java": 'package android; public class Known { public static String own() { return "framework\'s"; } }',
}
HOOKS = "".join(
    f"{number}\t{mode}\tandroid/Phone\t{name}\t{proto}\n"
    for number, mode, name, proto in (
        (1, "watch", "id", "(Ljava/lang/String;J)Ljava/lang/String;"), (2, "watch", "count", "*"), (3, "instead", "far", "()J"),
        (4, "watch", "<init>", "(Ljava/lang/String;)V"), (5, "watch", "MAKER", "Ljava/lang/String;"), (6, "watch", "level", "I"),
        (7, "watch", "kept", "()Ljava/lang/Object;"),
    )
)  # fmt: skip
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
    "Watched": (f"""{PHONE}
        const-wide v2 7
        const-string v1 "key"
        invoke-virtual {{v0 v1 v2 v3}} Landroid/Phone;->id(Ljava/lang/String;J)Ljava/lang/String;
        move-result-object v0
        give v0
     """, "key7"),
    "WatchedBelow": ("""
        new-instance v0 La/Mine;
        invoke-direct {v0} La/Mine;-><init>()V
        const-wide v2 8
        const-string v1 "sub"
        invoke-virtual {v0 v1 v2 v3} La/Mine;->id(Ljava/lang/String;J)Ljava/lang/String;
        move-result-object v0
        give v0
     """, "sub8"),
    "NotWatched": ("""
        new-instance v0 La/Mine;
        invoke-direct {v0} La/Mine;-><init>()V
        invoke-virtual {v0} La/Mine;->far()J
        move-result-wide v0
        give J v0
     """, "5"),
    "WatchedStatic": ("""
        const/4 v0 2
        const-wide v2 0x4008000000000000
        invoke-static {v0 v2 v3} Landroid/Phone;->count(ID)I
        move-result v0
        give I v0
     """, "5"),
    "Instead": (f"{PHONE}invoke-virtual {{v0}} Landroid/Phone;->far()J\nmove-result-wide v0\ngive J v0", "41"),
    "WatchedField": ("sget-object v0 Landroid/Phone;->MAKER:Ljava/lang/String;\ngive v0", "maker"),
    "WatchedNumber": (f"{PHONE}iget v0 v0 Landroid/Phone;->level:I\ngive I v0", "4"),
    "Replaced": (f"{PHONE}invoke-virtual {{v0}} Landroid/Phone;->kept()Ljava/lang/Object;\nmove-result-object v0\ngive v0", "replaced"),
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
    own = [define("far()J", "const-wide v0 5\nreturn-wide v0"), define("open()Ljava/lang/String;", inner)]
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
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], list[str], Translation]:
    folder = tmp_path_factory.mktemp("framework")
    for name, text in FRAMEWORK.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    built = jvm.compile_java(sorted((folder / "android").glob("*.java")), folder / "classes")
    jar = folder / "framework.jar"
    jvm.run("jar", "cf", jar, "-C", built, ".")
    return told(classes(), Linking((jar,), HOOKS, "probes.Recorder"), beside=[Path(jar)])


@pytest.mark.parametrize("name", CODE)
def test_it_links(name: str, run: tuple[dict[str, str], list[str], Translation]) -> None:
    assert run[0][name] == CODE[name][1]


def test_what_is_missing_is_told(run: tuple[dict[str, str], list[str], Translation]) -> None:
    made = run[2]
    assert made.untranslated == ()
    assert made.missing == (
        "android/NewError", "android/NewThing", "com/huawei/Callback", "com/huawei/Ids", "com/huawei/Listener", "org/library/Log",
    )  # fmt: skip
    assert made.absent == (
        "android/Phone.<init>()V", "android/Phone.NEWER.F", "android/Phone.newer(J)J", "android/Phone.newer.Ljava/lang/Object;",
    )  # fmt: skip
    assert made.shadowed == ("android/Known",)


def test_watched_calls_are_heard_in_order(run: tuple[dict[str, str], list[str], Translation]) -> None:
    seen = [line for line in run[1] if " 4 " not in line]
    assert seen == [
        "before 1 phone [key, 7]", "after 1 phone [key, 7] key7", "before 1 phone [sub, 8]", "after 1 phone [sub, 8] sub8",
        "before 2 null [2, 3.0]", "after 2 null [2, 3.0] 5", "instead 3 phone []", "after 5 null null maker", "after 6 null null 4",
        "before 7 phone []", "after 7 phone [] kept",
    ]  # fmt: skip
    assert "before 4 null [null]" in run[1]
    assert "after 4 phone [null] phone" in run[1]
