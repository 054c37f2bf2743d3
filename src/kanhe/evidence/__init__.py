"""The schema of the evidence tables, and `Evidence`, a set of them."""

from kanhe.evidence.evidence import Evidence
from kanhe.evidence.rows import (
    ROWS,
    BehaviourRow,
    CallRow,
    CodeFileRow,
    ComponentRow,
    FlowRow,
    HostRow,
    LimitRow,
    MetaDataRow,
    NativeLibraryRow,
    PackageRow,
    PermissionRow,
    QueryRow,
    ScreenRow,
    SdkRow,
)
from kanhe.evidence.schema import SCHEMA_VERSION, schema

__all__ = [
    "ROWS",
    "SCHEMA_VERSION",
    "BehaviourRow",
    "CallRow",
    "CodeFileRow",
    "ComponentRow",
    "Evidence",
    "FlowRow",
    "HostRow",
    "LimitRow",
    "MetaDataRow",
    "NativeLibraryRow",
    "PackageRow",
    "PermissionRow",
    "QueryRow",
    "ScreenRow",
    "SdkRow",
    "schema",
]
