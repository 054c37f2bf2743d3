"""Whether what was read is a document at all: empty, cut off, garbled, or another page in its place.

Judges bytes and blocks; knows no format's inside and nothing of what a policy must say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kanhe.declared.documents.document import Block, Problem

MAX_BYTES = 20 << 20
MAX_CHARACTERS = 1_000_000
"""Visible characters that are read: a thousand pages."""
"""Largest file that is read."""
_FEW = 30
"""Characters below which nothing can be declared."""
_SHORT = 900
"""Characters below which another page may stand in a document's place."""


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_ASCII = re.compile(r"[\x00-\x7f]+")
_SAMPLE = 200_000
_SAMPLE_WIDE = 3000
"""Characters, and such beyond ASCII, by which garbled text is told."""
_MATTER = _any(
    "收集", "个人信息", "個人資訊", "隐私(?:权)?(?:保护)?(?:政策|声明|指引)", "第三方", "共享", "SDK", "权限",
    "personal (?:data|information)", "we collect", "third part",
)  # fmt: skip
_PLACES = (
    (
        _any(
            "(?:enable|requires?|activate|turn on) JavaScript", r"JavaScript[^。.]{0,12}(?:enabled|disabled|required)",
            r"(?:启用|開啟|开启|支持)\s?JavaScript",
        ),
        "a page that shows its text only with JavaScript; save it from a browser once it is shown",
        "网页须运行 JavaScript 才显示正文，请在浏览器中打开后再保存",
    ),
    (
        _any(
            "验证码", "人机验证", "安全验证", "滑块", "滑动验证", "拖动", "captcha", "are you (?:a )?(?:human|robot)",
            "verify you are human", "security check",
        ),
        "a captcha or security check, not the document",
        "人机验证（验证码）页面，不是文件正文",
    ),
    (
        _any(
            r"(?:请|立即|账号|密码|扫码|手机号?)\s?(?:先)?登[录陆]", "登[录陆](?:后|账号|/注册)", "忘记密码", "輸入密碼",
            "log ?in", "sign ?in", "forgot (?:your )?password",
        ),
        "a login page, not the document",
        "登录页面，不是文件正文",
    ),
    (
        _any(
            r"\b(?:404|403|500|502|503|504)\b", "页面(?:不存在|找不到|未找到|已删除|走丢)",
            "找不到(?:该|此|您)?[^。]{0,10}(?:页|文件)", "not found", "forbidden", "bad gateway", "access denied",
            "服务器(?:错误|繁忙|异常)", "无法访问", "访问(?:被拒绝|受限)", "域名(?:已过期|未备案)", "网站(?:暂时)?(?:关闭|维护)",
            "内容(?:已被?删除|不存在|违规)", "internal server error", "service unavailable",
        ),
        "an error page, not the document",
        "错误页面，不是文件正文",
    ),
    (
        _any("加载中", "正在加载", "loading", "请稍[候后]", "redirecting", "正在跳转"),
        "a page that was still loading, not the document",
        "页面仍在加载，没有正文",
    ),
)  # fmt: skip
_ENDS = re.compile(r"[。！？；：.!?;:…」』”\"）)》】\]]\s*\Z|[\d日期月年]\s*\Z")


def unreadable(zh: str, en: str) -> Problem:
    return Problem("unreadable-document", zh, en)


def too_large(size: int) -> Problem:
    """A file beyond the bound."""
    mib = MAX_BYTES >> 20
    return unreadable(
        f"文件过大（{size / (1 << 20):.0f} MiB，上限 {mib} MiB），未读取",
        f"the file is too large ({size / (1 << 20):.0f} MiB; at most {mib} MiB are read)",
    )


EMPTY = unreadable("文件为空", "the file is empty")
UNKNOWN_ENCODING = unreadable("无法判断文字编码，未能读取", "its character encoding cannot be told, so it was not read")
TOO_LONG = Problem(
    "damaged-document",
    f"文字超过 {MAX_CHARACTERS:,} 字，只读取了前面的部分",
    f"it has more than {MAX_CHARACTERS:,} visible characters; only the first of them were read",
)
NOT_TEXT = unreadable("不是文字文件，也不是可识别的文档格式", "it is neither text nor a known kind of document")


def foreign(language: str) -> Problem:
    """A document whose statements nobody here reads."""
    return Problem(
        "foreign-language",
        f"文字不是中文或英文（{language}），未理解其内容",
        f"it is written in {language}, whose statements are not read",
    )


def misfits(count: int) -> Problem:
    """Bytes that do not fit the encoding all others are in."""
    return Problem(
        "damaged-document",
        f"有 {count} 处字节不符合文字编码，已跳过",
        f"at {count} places bytes do not fit the character encoding and were passed over",
    )


def problems_of(blocks: Sequence[Block], source: str = "", aside: str = "") -> Iterator[Problem]:
    """What is wrong with the text that was read.  ``source``: the original text; ``aside``: text of the page that is not
    shown (title, <noscript>)."""
    text = "\n".join(b.text for b in blocks)
    size = len(text)
    if size < _SHORT and (size < _FEW or len(_MATTER.findall(text)) < 3):
        shown = f"{text}\n{aside}" if size < _SHORT else text
        enough = 1 if size < _FEW * 8 else 2
        for pattern, en, zh in _PLACES:
            if len(pattern.findall(shown)) >= enough:
                yield unreadable(zh, en)
                return
    if size == 0:
        yield unreadable("没有可读的文字", "it holds no text that could be read")
    elif size < _FEW:
        yield unreadable(
            f"只有 {size} 个字符，不是完整的文件", f"it holds only {size} characters, too few for a document"
        )
    elif is_garbled(source):
        yield unreadable(
            "文字是乱码（编码曾被错误转换）", "its text is garbled: it was once decoded with a wrong encoding"
        )


def is_garbled(source: str) -> bool:
    """A text came out of a wrong decoding that someone saved."""
    sample = source[:_SAMPLE]
    if len(sample) < _FEW:
        return False
    wide = _ASCII.sub("", sample)[:_SAMPLE_WIDE]
    if 3 * sample.count("锟斤拷") * 20 > len(wide) > _FEW or sample.count("\ufffd") * 20 > len(sample):
        return True
    if len(wide) < 2 * _FEW:
        return False
    for wrong in ("gb18030", "cp1252", "latin-1"):
        try:
            data = wide.encode(wrong)
        except UnicodeEncodeError:
            continue
        again = data.decode("utf-8", "ignore")
        han = sum("\u4e00" <= c <= "\u9fff" for c in again)
        if han > 10 and han * 5 > len(data):
            return True
    return False


def is_cut_off(blocks: Sequence[Block]) -> bool:
    """The last paragraph breaks off within a sentence."""
    for block in reversed(blocks):
        if block.kind == "table":
            return False
        return len(block.text) >= 40 and not _ENDS.search(block.text)
    return False
