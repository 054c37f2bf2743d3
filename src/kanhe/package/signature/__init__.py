"""Signatures of an APK: which schemes it carries, and which of them verify."""

from kanhe.package.signature.verify import verify_signatures

__all__ = ["verify_signatures"]
