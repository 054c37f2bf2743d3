"""Opening a file safely and saying what it is; knows nothing of regulations, SDKs or evidence."""

from kanhe.package.bounds import Bounds
from kanhe.package.errors import BoundExceeded, DamagedPackage, NotAPackage, PackageError
from kanhe.package.opening import open_package
from kanhe.package.package import Package

__all__ = ["BoundExceeded", "Bounds", "DamagedPackage", "NotAPackage", "Package", "PackageError", "open_package"]
