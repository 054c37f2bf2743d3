"""The options by which a command is given documents, and the check that they are there before the work begins."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kanhe.cli.language import say
from kanhe.declared.given import GivenDocument


@dataclass(frozen=True, slots=True)
class DocumentOption:
    option: str
    role: str
    zh: str
    en: str

    @property
    def name(self) -> str:
        return self.option.lstrip("-").replace("-", "_")


DOCUMENT_OPTIONS = (
    DocumentOption("--policy", "policy", "隐私政策：HTML、Markdown、文本、DOCX 或 PDF；缺省在安装包内查找", "Privacy policy: HTML, Markdown, text, DOCX or PDF; default: looked for in the package"),
    DocumentOption("--sdk-list", "sdk-list", "第三方 SDK 目录或第三方共享清单", "List of SDKs, or of third parties information is shared with"),
    DocumentOption("--collected-list", "collected-list", "已收集个人信息清单", "List of collected information (双清单)"),
    DocumentOption("--listing", "listing", "应用商店信息（JSON）", "Store listing (JSON)"),
)  # fmt: skip


def document_options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options of these names (``policy``, ``sdk_list``, ``collected_list``, ``listing``), each a tuple of paths."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed([o for o in DOCUMENT_OPTIONS if o.name in names]):
            command = click.option(
                option.option, metavar="FILE", multiple=True, type=click.Path(path_type=Path),
                help=say(option.zh, option.en),
            )(command)  # fmt: skip
        return command

    return decorate


def given_documents(**files: Iterable[Path]) -> tuple[GivenDocument, ...]:
    """Every document given, by the names of :func:`document_options`.  Raises a usage error for one that
    is not there."""
    found = []
    for option in DOCUMENT_OPTIONS:
        for path in files.get(option.name, ()):
            check_document(option.option, path)
            found.append(GivenDocument(option.role, path))
    return tuple(found)


def check_document(option: str, path: Path) -> None:
    """Raises a usage error for a document that is not there or no file."""
    if str(path).startswith(("http:/", "https:/")):
        problem = say("不读取网络地址，请先保存网页", "addresses are not fetched: save the page first")
    elif path.is_dir():
        problem = say("是文件夹，不是文件", "is a folder, not a file")
    elif not path.exists():
        problem = say("文件不存在", "there is no such file")
    elif not os.access(path, os.R_OK):
        problem = say("文件不可读", "cannot be read")
    else:
        return
    shown = re.sub(r"^(https?:)/+", r"\1//", str(path))  # a path folds the slashes
    raise click.BadParameter(f"{shown}: {problem}", param_hint=option)
