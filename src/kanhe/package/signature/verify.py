"""All schemes of one APK together, as the platform weighs them: v3.1 before v3 before v2 before v1.

"Verified" means: the signature is that of the named certificate over the signed data, and the contents are those that
were signed.  Where a newer scheme verifies the contents, v1 is verified without hashing every file once more.
"""

from __future__ import annotations

from kanhe.package.archive import Archive
from kanhe.package.errors import PackageError
from kanhe.package.model import Signatures
from kanhe.package.signature.block import SignatureFault, certificates, locate, verify_block
from kanhe.package.signature.jar import announced_schemes, block_names, verify_jar

_ORDER = ("v3.1", "v3", "v2")


def verify_signatures(archive: Archive, *, v4: bool = False) -> Signatures:
    """Verify every scheme an APK carries.  ``v4``: a signature file (.idsig) lies beside it; it is named, not verified."""
    layout = locate(archive.data)
    blocks = block_names(archive)
    present = [s for s in _ORDER if layout and s in layout.schemes]
    verified: list[str] = []
    problems: list[str] = []
    signers: tuple[str, ...] = ()
    for scheme in present:
        assert layout is not None
        try:
            found = verify_block(archive.data, layout, scheme)
            verified.append(scheme)
            signers = signers or found
        except SignatureFault as fault:
            problems.append(str(fault))
            signers = signers or certificates(layout, scheme)
    if blocks:
        try:
            found = verify_jar(archive, entries=not verified)
            verified.append("v1")
            signers = signers or found
        except SignatureFault as fault:
            problems.append(str(fault))
        problems.extend(_stripped(archive, blocks, present))
    if not present and not blocks:
        problems.append("the package is not signed")
    schemes = (["v1"] if blocks else []) + [s for s in reversed(_ORDER) if s in present] + (["v4"] if v4 else [])
    ordered = tuple(s for s in schemes if s in verified)
    return Signatures(tuple(schemes), ordered, signers, "; ".join(problems) or None)


def _stripped(archive: Archive, blocks: list[str], present: list[str]) -> list[str]:
    try:
        announced = frozenset().union(*(announced_schemes(archive, block) for block in blocks))
    except (PackageError, SignatureFault):
        return []
    missing = sorted(s for s in announced if s in ("v2", "v3") and s not in present)
    return [f"v1 says that the package was also signed with {s}, which is missing" for s in missing]
