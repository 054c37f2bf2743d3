"""The network security configuration: is cleartext permitted, and are user-installed certificates trusted."""

from __future__ import annotations

from kanhe.package.axml import Element, parse
from kanhe.package.model import NetworkSecurity
from kanhe.package.resources import ResourceTable

_CLEARTEXT_DENIED_FROM = 28
"""Apps that target this level or above have cleartext off unless they say otherwise."""


def without_configuration(target_sdk: int, cleartext_declared: bool | None) -> NetworkSecurity:
    """What the manifest and the target level alone permit."""
    permitted = target_sdk < _CLEARTEXT_DENIED_FROM if cleartext_declared is None else cleartext_declared
    return NetworkSecurity(permitted, ("*",) if permitted else (), target_sdk < 24)


def read_network_security(data: bytes, resources: ResourceTable, target_sdk: int) -> NetworkSecurity:
    """What a configuration file permits; it overrides the manifest's attribute.  Unreadable parts permit nothing."""
    root = parse(data).root
    default = target_sdk < _CLEARTEXT_DENIED_FROM
    if root is None:
        return NetworkSecurity(default, ("*",) if default else ())
    base = next(root.find("base-config"), None)
    base_permits = _permits(base, resources, default)
    domains: list[str] = ["*"] if base_permits else []
    trusts = _trusts_user(base, resources) if base is not None and _anchors(base) else target_sdk < 24
    for config in root.find("domain-config"):
        trusts = _domain(config, resources, base_permits, domains) or trusts
    return NetworkSecurity(bool(domains), tuple(dict.fromkeys(domains)), trusts)


def _domain(config: Element, resources: ResourceTable, inherited: bool, domains: list[str]) -> bool:
    permits = _permits(config, resources, inherited)
    if permits:
        domains.extend(e.text or resources.text(e.attributes.get("name")) or "?" for e in config.find("domain"))
    trusts = _trusts_user(config, resources)
    for inner in config.find("domain-config"):
        trusts = _domain(inner, resources, permits, domains) or trusts
    return trusts


def _permits(config: Element | None, resources: ResourceTable, inherited: bool) -> bool:
    if config is None:
        return inherited
    value = resources.resolve(config.attributes.get("cleartextTrafficPermitted"))
    if value is None:
        return inherited
    return (value.text or "").lower() == "true" if value.text is not None else value.data != 0


def _anchors(config: Element) -> list[Element]:
    return [c for anchors in config.find("trust-anchors") for c in anchors.find("certificates")]


def _trusts_user(config: Element | None, resources: ResourceTable) -> bool:
    if config is None:
        return False
    return any(resources.text(c.attributes.get("src")) == "user" for c in _anchors(config))
