from tests.builders.app import define, run, screen, static
from tests.builders.dex import Class

RUN = "move-result-object v0\ninvoke-interface {v0} Ljava/lang/Runnable;->run()V"


def test_captured_arguments_come_first() -> None:
    code = f"const/16 v1 7\ninvoke-custom {{v1}} run(I)Ljava/lang/Runnable; static La/Main;->told(I)V\n{RUN}"
    assert run(screen(code, static("told(I)V", "see p0\nreturn-void"))).seen == [7]


def test_an_instance_method_runs_on_what_was_captured() -> None:
    held = Class("La/Held;", methods=[define("told()V", "reach told\nreturn-void")])
    code = f"new-instance v1 La/Held;\ninvoke-custom {{v1}} run(La/Held;)Ljava/lang/Runnable; instance La/Held;->told()V\n{RUN}"
    assert run(code, held).reached == {"told"}


def test_a_constructor_makes_an_object() -> None:
    made = Class("La/Made;", methods=[define("<init>()V", "reach made\nreturn-void")])
    code = """
        invoke-custom {} get()Ljava/util/function/Supplier; constructor La/Made;-><init>()V
        move-result-object v0
        invoke-interface {v0} Ljava/util/function/Supplier;->get()Ljava/lang/Object;
    """
    assert run(code, made).reached == {"made"}


def test_only_its_own_method_runs_it() -> None:
    code = """
        invoke-custom {} run()Ljava/lang/Runnable; static La/Main;->told()V
        move-result-object v0
        invoke-virtual {v0} Ljava/lang/Object;->hashCode()I
    """
    assert run(screen(code, static("told()V", "reach told\nreturn-void"))).reached == set()
