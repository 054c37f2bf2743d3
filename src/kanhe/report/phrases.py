"""The fixed words of reports, in both languages: one table, so that none is forgotten."""

from __future__ import annotations

from kanhe.report.run_phrases import RUN_PHRASES
from kanhe.report.tally_phrases import TALLY_PHRASES
from kanhe.rules.model import Text
from kanhe.runtime.trace.gaps import sentence

PHRASES: dict[str, Text] = {
    **RUN_PHRASES,
    **TALLY_PHRASES,
    "verdict.pass": Text("通过", "Pass"),
    "verdict.fail": Text("不通过", "Fail"),
    "verdict.incomplete": Text("未能完成", "Incomplete"),
    "verdict.pass.long": Text("未发现违规，所需证据完整。", "No violation found, and the evidence was complete."),
    "verdict.fail.long": Text("发现违规，整改后方可上架。", "Violations found; they must be put right before listing."),
    "verdict.fail.unseen": Text(
        "另有 {n} 项检查因部分证据看不到而未能完成，不等于通过。",
        "Beyond these, {n} of the checks could not be completed, as some evidence could not be seen; that is no pass.",
    ),
    "verdict.incomplete.long": Text(
        "部分证据看不到，不能判定通过。", "Some evidence could not be seen, so this is no pass."
    ),
    "severity.critical": Text("严重", "critical"),
    "severity.high": Text("高", "high"),
    "severity.medium": Text("中", "medium"),
    "severity.low": Text("低", "low"),
    "effect.violation": Text("违规", "violation"),
    "effect.advice": Text("提示", "advice"),
    "outcome.pass": Text("通过", "pass"),
    "outcome.fail": Text("不通过", "fail"),
    "outcome.incomplete": Text("未能完成", "incomplete"),
    "outcome.not-applicable": Text("不适用", "not applicable"),
    "tally.violations": Text("项违规", "violations"),
    "tally.advice": Text("项提示", "advice"),
    "tally.reads": Text("处读取个人信息", "reads of personal information"),
    "tally.pass": Text("项检查通过", "checks passed"),
    "tally.incomplete": Text("项检查未能完成", "checks not completed"),
    "tally.limits": Text("处没有看到", "limits of what was seen"),
    "level.present": Text("存在", "present"),
    "level.reachable": Text("可达", "reachable"),
    "level.called": Text("已调用", "called"),
    "level.sent": Text("已发送", "sent"),
    "phase.startup": Text("启动时，同意之前", "at start, before consent"),
    "phase.startup-guarded": Text("启动时，同意之后", "at start, after consent"),
    "phase.event": Text("用户操作时", "on an act of the user"),
    "phase.background": Text("后台", "in the background"),
    "phase.unreached": Text("未见执行路径", "no path found"),
    "document.size": Text("{characters} 字，{sentences} 句", "{characters} characters, {sentences} sentences"),
    "elements": Text("政策要素", "Elements of the policy"),
    "elements.marks": Text(
        "✗ 每份政策都须写明；– 视应用所做而定，或为良好做法",
        "✗ every policy must say it; – depends on what the app does, or is good practice",
    ),
    "suggestions": Text(
        "语言模型的提示（不作为证据，引文均为原文）", "What a language model suggests (no evidence; quotes are exact)"
    ),
    "statements": Text("政策声明", "What the policy says"),
    "sdk-list": Text("第三方 SDK 清单", "List of SDKs"),
    "verb.collect": Text("收集", "collects"),
    "verb.use": Text("使用", "uses"),
    "verb.share": Text("共享", "shares"),
    "verb.store": Text("存储", "stores"),
    "verb.upload": Text("上传", "uploads"),
    "verb.entrust": Text("委托处理", "entrusts"),
    "verb.publish": Text("公开", "publishes"),
    "verb.not-collect": Text("声明不收集", "says it does not collect"),
    "verb.not-use": Text("声明不使用", "says it does not use"),
    "verb.not-share": Text("声明不共享", "says it does not share"),
    "verb.not-store": Text("声明不存储", "says it does not store"),
    "verb.not-upload": Text("声明不上传", "says it does not upload"),
    "verb.not-entrust": Text("声明不委托处理", "says it does not entrust"),
    "verb.not-publish": Text("声明不公开", "says it does not publish"),
    "unconfirmed": Text("条款号未核实", "clause unconfirmed"),
    "must-change": Text("需要整改", "What must change"),
    "advice": Text("提示（不影响结论）", "Advice (does not decide the verdict)"),
    "remedy": Text("如何整改", "What to change"),
    "basis": Text("依据", "Basis"),
    "sdks": Text("第三方 SDK", "Third-party SDKs"),
    "libraries": Text("开源库", "open-source libraries"),
    "permissions": Text("权限", "Permissions"),
    "reads": Text("代码读取的个人信息", "Personal information the code reads"),
    "hosts": Text("涉及的主机", "Hosts"),
    "limits": Text("没有看到的部分", "What was not seen"),
    "rules": Text("全部检查项", "All checks"),
    "bound.phases": Text("已达指令数上限", "the bound on instructions was reached"),
    "bound.callback": Text("耗时过长的回调", "callbacks that took too long"),
    "bound.contexts": Text("调用方式过多的方法", "methods called in too many ways"),
    "bound.depth": Text("嵌套过深的调用", "calls nested too deeply"),
    "bound.reflection": Text("按未知名称调用的方法", "methods invoked by a name that is not known"),
    "bound.targets": Text("可能的目标过多的调用", "calls that may run very many methods"),
    "bound.turns": Text("未收敛的循环", "loops that did not settle"),
    "bound.malformed-call": Text("寄存器不足的调用", "calls with too few registers"),
    "bound.call-site": Text("无法解读的 invoke-custom", "call sites that could not be read"),
    "screens": Text("界面文字", "Screens"),
    "native": Text("原生库", "Native libraries"),
    "path": Text("从触发到读取、再到去向的路径", "Path from the trigger to the read, and on to where the data goes"),
    "change": Text("改这里", "Change here"),
    "guard.button": Text("用户点击“同意”之后", "after the agree button"),
    "guard": Text("同意标志", "consent flag"),
    "interval": Text("间隔", "interval"),
    "excerpt": Text("代码片段", "Code"),
    "none": Text("无", "none"),
    "more": Text("另有 {n} 项", "{n} more"),
    "version": Text("版本", "Version"),
    "signer": Text("签名证书", "Signing certificate"),
    "no-label": Text("其他安全要求", "Other security requirements"),
    "app": Text("应用", "App"),
    "actor": Text("主体", "Who"),
    "item": Text("信息", "What"),
    "place": Text("位置", "Where"),
    "level": Text("程度", "Level"),
    "used": Text("使用", "Used"),
    "used.yes": Text("有代码使用", "used by code"),
    "used.no": Text("未见使用", "no use found"),
    "used.unknown": Text("未知", "not known"),
    "declared-by": Text("来源", "Asked for by"),
    "protection": Text("级别", "Protection"),
    "vendor": Text("开发者", "Vendor"),
    "proofs": Text("证据", "Proof"),
    "collects": Text("厂商声明收集", "Collects, by its vendor"),
    "how": Text("方式", "How"),
    "count": Text("处数", "Places"),
    "date": Text("检测日期", "Inspected on"),
    "full-report": Text("完整报告：--html；机器可读：--json", "Full report: --html; machine-readable: --json"),
    "sensitive": Text("敏感", "sensitive"),
    "fold-state": Text("弱设备参数", "Weak device parameters"),
    "method": Text("方法说明", "About this report"),
    "method.text": Text(
        "本报告由静态检测得出：“存在”指安装包中有该代码，“可达”指从清单声明的入口有调用路径，“已发送”指抽象运行跟踪到数据被交出的调用；"
        "除“运行中看到的”所列之外，均不等于已在运行时发生，也未观察真实的网络传输；那里的每一行注明来源，桌面设备不是真机。"
        "“启动时”“后台”等时机与数据去向由对代码的抽象运行得出：它按系统的顺序启动应用，跟踪同意标志的判断，不使用真机；是否属于“同意”按标志的名称与按钮的文字判断。"
        "条款旁标有“条款号未核实”的，编号尚未与官方文本核对。看不到的部分列在“没有看到的部分”，相关检查给出“未能完成”而不是“通过”。",
        "This report comes from static analysis: “present” means that the package holds the code, “reachable” that a call "
        "path leads to it from an entry the manifest declares, “sent” that the abstract run followed the data to a call that "
        "gives it away; but for what “What was seen in runs” lists, none says that it happened at run time, and no traffic was "
        "observed. Each line there names its source; the desk device is no real one. When code runs, and "
        "where its data goes, comes from an abstract run of the code: it starts the app in the platform's order and follows "
        "the checks of consent flags; no device is used. What counts as consent is told by the names of flags and "
        "the texts of buttons. Clauses marked "
        "“clause unconfirmed” were not checked against the official text. What could not be seen is listed, and the "
        "checks that needed it answer “incomplete”, never “pass”.",
    ),
}  # fmt: skip


def phrase(key: str, lang: str) -> str:
    """A fixed word in a language; raises ``KeyError`` for one that does not exist."""
    return PHRASES[key].in_language(lang)


def place(kind: str, where: str, lang: str) -> str:
    """Where a limit lies: in a file, or, where the abstract run was cut short, in code of some sort."""
    if kind in ("unfinished-run", "analysis-bound") and f"bound.{where}" in PHRASES:
        return phrase(f"bound.{where}", lang)
    return where


def why(kind: str, told: str, lang: str) -> str:
    """Why something was not seen; of a gap in a run, which begins with its length in seconds, in the reader's language."""
    seconds, _, code = told.partition(" s: ")
    if kind != "run-gap" or not code:
        return told
    zh, en = sentence(code)
    lasted = "" if seconds == "0" else f"{seconds} 秒：" if lang == "zh" else f"{seconds} s: "
    return f"{lasted}{zh if lang == 'zh' else en}"
