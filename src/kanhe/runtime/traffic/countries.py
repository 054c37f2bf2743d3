"""In which country an address lies, by a table that the user supplies: CSV lines of network and country."""

from __future__ import annotations

import csv
import ipaddress
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kanhe.runtime.problem import RunError

MAX_FILE = 256 << 20
MAX_ROWS = 2_000_000
_COUNTRY = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Countries:
    """Networks with their countries; of networks in each other the narrower one decides."""

    _levels: dict[tuple[int, int], tuple[list[int], list[str]]]
    """(version, prefix length) → (network numbers ascending, countries)."""

    def of(self, address: str | None) -> str | None:
        """ISO 3166 alpha-2, upper case; None for an address that no network holds, or that is none."""
        if address is None:
            return None
        try:
            ip = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return None
        if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        for (version, length), (networks, names) in self._levels.items():
            if version == ip.version:
                number = int(ip) >> (ip.max_prefixlen - length)
                at = bisect_right(networks, number) - 1
                if at >= 0 and networks[at] == number:
                    return names[at]
        return None


def read_countries(path: Path) -> Countries:
    """Raises :class:`RunError` for a table with a line that is none, and ``OSError``."""
    if path.stat().st_size > MAX_FILE:
        raise RunError(f"{path.name} 太大", f"{path.name} is too large for a table of countries")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return table(csv.reader(file), path.name)
    except (UnicodeDecodeError, csv.Error) as error:
        raise RunError(f"{path.name} 不是 UTF-8 的 CSV 文件", f"{path.name} is no CSV in UTF-8") from error


def table(rows: Iterable[list[str]], name: str = "table") -> Countries:
    """From rows of network and country; a first row that is a heading, blank rows and those that begin with # are left out."""
    found: dict[tuple[int, int], dict[int, str]] = {}
    for line, row in enumerate(rows, 1):
        if line > MAX_ROWS:
            raise RunError(f"{name} 超过 {MAX_ROWS} 行", f"{name} has more than {MAX_ROWS} lines")
        if not row or not row[0].strip() or row[0].lstrip().startswith("#"):
            continue
        try:
            network = ipaddress.ip_network(row[0].strip(), strict=False)
        except ValueError:
            if line == 1:
                continue
            raise RunError(
                f"{name} 第 {line} 行不是“网段,国家”：{row[0][:40]}", f"{name}, line {line}: no network: {row[0][:40]}"
            ) from None
        country = row[1].strip().upper() if len(row) > 1 else ""
        if not _COUNTRY.fullmatch(country):
            raise RunError(
                f"{name} 第 {line} 行没有两个字母的国家代码", f"{name}, line {line}: no country of two letters"
            )
        number = int(network.network_address) >> (network.max_prefixlen - network.prefixlen)
        found.setdefault((network.version, network.prefixlen), {})[number] = country
    if not found:
        raise RunError(f"{name} 中没有网段", f"{name} holds no network")
    levels = {}
    for level in sorted(found, reverse=True):
        ordered = sorted(found[level].items())
        levels[level] = ([n for n, _ in ordered], [c for _, c in ordered])
    return Countries(levels)
