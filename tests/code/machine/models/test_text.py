"""Texts: exact where they are constants, and carrying what they are made of."""

import pytest

from tests.builders.app import run

S = "Ljava/lang/String;"
B = "Ljava/lang/StringBuilder;"


def call(method: str, *arguments: str, to: str = "v5", how: str = "virtual") -> str:
    moved = "move-result-object" if method.endswith(";") or "[" in method.partition(")")[2] else "move-result"
    return f"invoke-{how} {{{' '.join(arguments)}}} {method}\n{moved} {to}"


def same(text: str, register: str) -> str:
    """Sees 1 when a register holds exactly this text."""
    return (
        f'const-string v9 "{text}"\n' + call(f"{S}->equals(Ljava/lang/Object;)Z", "v9", register, to="v9") + "\nsee v9"
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (call(f"{S}->trim(){S}", "v0"), "Hello"),
        (call(f"{S}->toLowerCase(){S}", "v0"), " hello "),
        ("const/4 v1 1\nconst/4 v2 4\n" + call(f"{S}->substring(II){S}", "v0", "v1", "v2"), "Hel"),
        (call(f"{S}->concat({S}){S}", "v0", "v0"), " Hello  Hello "),
        ('const-string v1 "l"\nconst-string v2 "L"\n' + call(f"{S}->replace(Ljava/lang/CharSequence;Ljava/lang/CharSequence;){S}", "v0", "v1", "v2"), " HeLLo "),
        ("const/16 v1 108\nconst/16 v2 76\n" + call(f"{S}->replace(CC){S}", "v0", "v1", "v2"), " HeLLo "),
        ("const/16 v1 -5\n" + call(f"{S}->valueOf(I){S}", "v1", how="static"), "-5"),
        ("const/16 v1 65\n" + call(f"{S}->valueOf(C){S}", "v1", how="static"), "A"),
        ("const/16 v1 1\n" + call(f"{S}->valueOf(Z){S}", "v1", how="static"), "true"),
        ("const/16 v1 12\n" + call(f"Ljava/lang/Integer;->toString(I){S}", "v1", how="static"), "12"),
    ],
)  # fmt: skip
def test_what_is_made_of_a_constant(code: str, text: str) -> None:
    assert run(f'const-string v0 " Hello "\n{code}\n{same(text, "v5")}').seen == [1]


@pytest.mark.parametrize(
    ("code", "number"),
    [
        (call(f"{S}->length()I", "v0"), 5),
        (call(f"{S}->isEmpty()Z", "v0"), 0),
        ("const/4 v1 1\n" + call(f"{S}->charAt(I)C", "v0", "v1"), ord("e")),
        ('const-string v1 "l"\n' + call(f"{S}->indexOf({S})I", "v0", "v1"), 2),
        ('const-string v1 "l"\n' + call(f"{S}->lastIndexOf({S})I", "v0", "v1"), 3),
        ('const-string v1 "He"\n' + call(f"{S}->startsWith({S})Z", "v0", "v1"), 1),
        ('const-string v1 "hello"\n' + call(f"{S}->equalsIgnoreCase({S})Z", "v0", "v1"), 1),
        ('const-string v1 "-77"\n' + call(f"Ljava/lang/Integer;->parseInt({S})I", "v1", how="static"), -77),
        ('const-string v1 "no"\n' + call(f"Ljava/lang/Integer;->parseInt({S})I", "v1", how="static"), None),
        ("const/16 v1 99\n" + call(f"{S}->charAt(I)C", "v0", "v1"), None),
        (call("Landroid/text/TextUtils;->isEmpty(Ljava/lang/CharSequence;)Z", "v0", how="static"), 0),
    ],
)  # fmt: skip
def test_what_is_asked_of_a_constant(code: str, number: int | None) -> None:
    assert run(f'const-string v0 "Hello"\n{code}\nsee v5').seen == [number]


BUILT = f"new-instance v3 {B}\ninvoke-direct {{v3}} {B}-><init>()V\n"


def append(register: str, kind: str = S) -> str:
    return f"invoke-virtual {{v3 {register}}} {B}->append({kind}){B}\n"


def test_a_builder_concatenates() -> None:
    app = run(f'{BUILT}const-string v0 "id="\n{append("v0")}const/4 v1 7\n{append("v1", "I")}'
              + call(f"{B}->toString(){S}", "v3") + "\n" + same("id=7", "v5"))  # fmt: skip
    assert app.seen == [1]


def test_a_builder_keeps_a_secret_until_it_is_emptied() -> None:
    told = call(f"{B}->toString(){S}", "v3") + "\nleak v5"
    assert run(f"{BUILT}secret v0\n{append('v0')}{told}").leaks == {"imei"}
    emptied = f"const/4 v1 0\ninvoke-virtual {{v3 v1}} {B}->setLength(I)V\n"
    assert run(f"{BUILT}secret v0\n{append('v0')}{emptied}{told}").leaks == set()


def test_pieces_of_a_secret_are_secret() -> None:
    app = run(
        'secret v0\nconst-string v1 ","\n'
        + call(f"{S}->split({S})[{S}", "v0", "v1")
        + "\nconst/4 v2 0\naget-object v6 v5 v2\nleak v6"
    )
    assert app.leaks == {"imei"}


def test_a_length_tells_nothing_and_a_comparison_does() -> None:
    number = call(f"Ljava/lang/Integer;->toString(I){S}", "v5", how="static") + "\nleak v5"
    assert run("secret v0\n" + call(f"{S}->length()I", "v0") + f"\n{number}").leaks == set()
    assert run("secret v0\n" + call(f"{S}->hashCode()I", "v0") + f"\n{number}").leaks == set()
    assert run(
        'secret v0\nconst-string v1 "x"\n' + call(f"{S}->compareTo({S})I", "v0", "v1") + f"\n{number}"
    ).leaks == {"imei told"}


def test_a_constant_split_has_its_parts() -> None:
    app = run('const-string v0 "a,b,c"\nconst-string v1 ","\n' + call(f"{S}->split({S})[{S}", "v0", "v1")
              + "\narray-length v2 v5\nsee v2\nconst/4 v2 1\naget-object v6 v5 v2\n" + same("b", "v6"))  # fmt: skip
    assert app.seen == [3, 1]


def test_format_fills_in_what_is_known() -> None:
    app = run('const-string v0 "a%sc"\nconst-string v1 "b"\nfilled-new-array {v1} [Ljava/lang/Object;\nmove-result-object v2\n'
              + call(f"{S}->format({S}[Ljava/lang/Object;){S}", "v0", "v2", how="static") + "\n" + same("abc", "v5"))  # fmt: skip
    assert app.seen == [1]


@pytest.mark.parametrize("grow", [
    call(f"{S}->concat({S}){S}", "v0", "v0", to="v0"),
    call(f"{S}->replace(Ljava/lang/CharSequence;Ljava/lang/CharSequence;){S}", "v0", "v1", "v0", to="v0"),
    "filled-new-array {v0 v0} [Ljava/lang/Object;\nmove-result-object v2\n" + call(f"{S}->format({S}[Ljava/lang/Object;){S}", "v3", "v2", to="v0", how="static"),
])  # fmt: skip
def test_texts_do_not_grow_beyond_their_bound(grow: str) -> None:
    doubled = "\n".join([grow] * 30)
    app = run(
        f'const-string v0 "xx"\nconst-string v1 "x"\nconst-string v3 "%s%s"\n{doubled}\n'
        + call(f"{S}->length()I", "v0")
        + "\nsee v5"
    )
    assert app.seen == [None]
