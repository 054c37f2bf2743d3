"""ECharts options from counted things.  Colours are names of the style sheet; every bar and slice leads to its records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kanhe.ledger.statistics import Funnel
from kanhe.server.views.gate_log import DayCount
from kanhe.server.views.public import Labelled, Published

Option = dict[str, Any]
_GRID = {"left": 8, "right": 16, "top": 36, "bottom": 4, "containLabel": True}
_OUTCOMES = (
    ("allow", "放行", "allow", "--seal-good"), ("hold", "暂缓", "hold", "--seal-warn"), ("deny", "拒绝", "deny", "--seal-bad")
)  # fmt: skip


def answers_by_day(days: Sequence[DayCount], link: Callable[..., str]) -> dict[str, Option]:
    """Stacked bars, one a day, in each language."""
    return {lang: _answers(days, link, lang) for lang in ("zh", "en")}


def _answers(days: Sequence[DayCount], link: Callable[..., str], lang: str) -> Option:
    def point(day: DayCount, outcome: str) -> Option:
        iso = day.day.isoformat()
        return {"value": getattr(day, outcome), "href": link(outcome=outcome, first=iso, last=iso)}

    return {
        "tooltip": {"trigger": "axis"},
        "legend": {"top": 0, "left": 0},
        "grid": _GRID,
        "xAxis": {"type": "category", "data": [d.day.strftime("%m-%d") for d in days]},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [
            {
                "type": "bar", "stack": "all", "name": zh if lang == "zh" else en, "itemStyle": {"color": colour},
                "barMaxWidth": 22, "data": [point(d, outcome) for d in days],
            }
            for outcome, zh, en, colour in _OUTCOMES
        ],
    }  # fmt: skip


def problems_named(found: Sequence[Labelled], link: Callable[[str], str]) -> Option:
    """Lying bars, the most frequent problem on top."""
    shown = tuple(reversed(found[:10]))
    return {
        "tooltip": {},
        "grid": _GRID | {"top": 4, "right": 44},
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "data": [p.label for p in shown], "axisLabel": {"width": 170, "overflow": "truncate"}},
        "series": [
            {
                "type": "bar", "barMaxWidth": 18, "label": {"show": True, "position": "right"},
                "data": [{"value": p.rows, "href": link(p.label)} for p in shown],
            }
        ],
    }  # fmt: skip


def funnel_steps(funnel: Funnel) -> dict[str, Option]:
    """What was published of each step, on a logarithmic scale: tens of apps stand beside millions."""
    return {lang: _steps(funnel, lang) for lang in ("zh", "en")}


STEPS = (
    ("tested", "检测", "tested"), ("ordered", "责令整改", "ordered to rectify"), ("named", "公开通报", "publicly named"),
    ("delisted", "下架", "delisted"),
)  # fmt: skip


def _steps(funnel: Funnel, lang: str) -> Option:
    known = [(zh if lang == "zh" else en, getattr(funnel, step)) for step, zh, en in STEPS]
    shown = [(name, value) for name, value in reversed(known) if value]
    return {
        "tooltip": {},
        "grid": _GRID | {"top": 4, "right": 70},
        "xAxis": {"type": "log", "min": 1, "axisLabel": {"show": False}, "splitLine": {"show": False}},
        "yAxis": {"type": "category", "data": [name for name, _ in shown]},
        "series": [
            {
                "type": "bar", "barMaxWidth": 26, "label": {"show": True, "position": "right"},
                "data": [{"value": value, "href": "#rounds"} for _, value in shown],
            }
        ],
    }  # fmt: skip


def totals_over_time(found: Sequence[Published]) -> dict[str, Option]:
    """Named and taken down in all, at each day of publication."""
    return {lang: _totals(found, lang) for lang in ("zh", "en")}


def _totals(found: Sequence[Published], lang: str) -> Option:
    lines = (("named", "累计公开通报", "named in all"), ("delisted", "累计下架", "delisted in all"))
    return {
        "tooltip": {"trigger": "axis"},
        "legend": {"top": 0, "left": 0},
        "grid": _GRID,
        "xAxis": {"type": "time", "axisLabel": {"formatter": "{yyyy}-{MM}", "hideOverlap": True}},
        "yAxis": {"type": "value"},
        "series": [
            {
                "type": "line", "step": "end", "name": zh if lang == "zh" else en, "areaStyle": {"opacity": 0.12},
                "data": [[day, total] for day, total in _cumulated(found, step)],
            }
            for step, zh, en in lines
        ],
    }  # fmt: skip


def _cumulated(found: Sequence[Published], step: str) -> list[tuple[str, int]]:
    """Day → sum so far; it ends where a figure was not published."""
    total, points = 0, []
    for one in sorted(found, key=lambda p: (p.published, p.first_round)):
        value = getattr(one, step)
        if value is None:
            break
        total += value
        points.append((one.published.isoformat(), total))
    return points
