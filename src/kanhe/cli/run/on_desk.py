"""What a run on the desk came to, in a few lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kanhe.cli.language import say
from kanhe.cli.run.seen import seen

if TYPE_CHECKING:
    from kanhe.runtime.desk.run import DeskResult
    from kanhe.runtime.driving.scenarios import Scenario


def desk_lines(result: DeskResult, scenario: Scenario, app: Path) -> Iterator[str]:
    """The whole summary of a run on the desk."""
    yield say(
        f"{result.package} · 桌面设备 · {scenario.zh} · 转换 {result.translated:.1f} 秒，运行 {result.seconds:.1f} 秒",
        f"{result.package} · desk · {scenario.en} · translated in {result.translated:.1f} s, ran in {result.seconds:.1f} s",
    )
    if not result.asked:
        yield say("  没有看到征求同意的界面", "  no screen asked for consent")
    elif not result.answered and any(type(step).__name__ == "Answer" for step in scenario.steps):
        yield say("  征求同意的界面没有可用的按钮", "  the screen that asked for consent had no control to answer with")
    yield from seen(result.trace)
    if result.pages:
        yield say("  有网页界面，其内容看不到", "  a screen was a web page, whose content was not seen")
    if result.untranslated:
        count = len(result.untranslated)
        yield say(
            f"  {count} 处代码无法转换，如 {result.untranslated[0]}",
            f"  {count} pieces of code could not be translated, such as {result.untranslated[0]}",
        )
    if result.ended:
        yield say("  应用自行结束了进程", "  the app ended its own process")
    if result.hours_cut:
        yield say(
            f"  {result.hours_cut:g} 小时后台没有走完", f"  the {result.hours_cut:g} hours in background were cut short"
        )
    yield say(
        f"记录：{result.trace}；接着：kanhe inspect {app} --trace {result.trace}",
        f"trace: {result.trace}; next: kanhe inspect {app} --trace {result.trace}",
    )
