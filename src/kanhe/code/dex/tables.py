"""The identifier tables of one logical dex file, as numpy views over its image.

Nothing is copied but the small index columns; every index is checked once here, so that the rest of the code may use
them freely.  Names become text only when a report needs them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from kanhe.code.dex.container import DexLayout, MalformedDex, Section
from kanhe.code.dex.text import decode_mutf8
from kanhe.code.kernels.class_data import read_class_data
from kanhe.code.kernels.protos import hash_protos
from kanhe.code.kernels.strings import hash_strings, locate_strings
from kanhe.code.naming import SEED, Hashes, signature_hashes

NO_INDEX = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class DexTables:
    """One logical dex file.  ``t`` types, ``m`` method references, ``f`` field references, ``c`` class definitions."""

    name: str
    role: str
    layout: DexLayout
    image: npt.NDArray[np.uint8]
    units: npt.NDArray[np.uint16]
    """The image as 16-bit code units (a last odd byte left out)."""
    string_start: npt.NDArray[np.int64]
    string_length: npt.NDArray[np.int32]
    string_hash: Hashes
    type_strings: npt.NDArray[np.uint32]
    """uint32[t]: string index of each type's descriptor."""
    proto_returns: npt.NDArray[np.uint32]
    proto_parameters: npt.NDArray[np.uint32]
    field_class: npt.NDArray[np.uint16]
    field_type: npt.NDArray[np.uint16]
    field_name: npt.NDArray[np.uint32]
    method_class: npt.NDArray[np.uint16]
    method_proto: npt.NDArray[np.uint16]
    method_name: npt.NDArray[np.uint32]
    method_signature: Hashes
    """uint64[m]: hash of (name, prototype)."""
    classes: npt.NDArray[np.uint32]
    """uint32[c, 8]: class_def_item rows: type, access, superclass, interfaces, source, annotations, data, values."""
    defined_method: npt.NDArray[np.int32]
    """int32[d]: method index of every definition; ``defined_class``, ``defined_access``, ``defined_code`` beside it."""
    defined_class: npt.NDArray[np.int32]
    defined_access: npt.NDArray[np.uint32]
    defined_code: npt.NDArray[np.int64]
    damage: tuple[str, ...]
    """What was malformed and left out, one sentence each."""
    _texts: dict[int, str] = field(default_factory=dict, repr=False, compare=False)
    """Strings decoded so far: a report names the same types over and over."""

    def string(self, index: int) -> str:
        """Text of a string; empty for a damaged one."""
        text = self._texts.get(index)
        if text is None:
            start = int(self.string_start[index])
            raw = self.image[start : start + max(int(self.string_length[index]), 0)].tobytes()
            text = self._texts[index] = decode_mutf8(raw)
        return text

    def type_name(self, index: int) -> str:
        """Descriptor of a type, e.g. ``Landroid/app/Activity;``."""
        return self.string(int(self.type_strings[index])) if index < len(self.type_strings) else "?"

    def proto_text(self, index: int) -> str:
        """Descriptor of a prototype, e.g. ``(ILjava/lang/String;)V``."""
        arguments = "".join(self.type_name(int(i)) for i in self.type_list(int(self.proto_parameters[index])))
        return f"({arguments}){self.type_name(int(self.proto_returns[index]))}"

    def method_text(self, index: int) -> str:
        """``Lpkg/Cls;->name(args)ret``."""
        owner = self.type_name(int(self.method_class[index]))
        name = self.string(int(self.method_name[index]))
        return f"{owner}->{name}{self.proto_text(int(self.method_proto[index]))}"

    def field_text(self, index: int) -> str:
        """``Lpkg/Cls;->name:type``."""
        owner = self.type_name(int(self.field_class[index]))
        return f"{owner}->{self.string(int(self.field_name[index]))}:{self.type_name(int(self.field_type[index]))}"

    def type_list(self, offset: int) -> npt.NDArray[np.uint16]:
        """uint16[n]: the type indices of a type_list; empty for offset 0 or a malformed list."""
        if offset == 0 or offset % 4 or offset + 4 > len(self.image):
            return np.empty(0, np.uint16)
        count = int.from_bytes(self.image[offset : offset + 4].tobytes(), "little")
        if count > (len(self.image) - offset - 4) // 2:
            return np.empty(0, np.uint16)
        return self.units[offset // 2 + 2 : offset // 2 + 2 + count]


def read_tables(name: str, role: str, data: bytes, layout: DexLayout) -> DexTables:
    """Build the tables of one logical dex file.  Raises :class:`MalformedDex` when its names cannot be read at all."""
    image = np.frombuffer(data, np.uint8)
    units = np.frombuffer(data, "<u2", count=len(data) // 2)
    damage: list[str] = []

    def words(section: Section, width: int) -> npt.NDArray[np.uint32]:
        return np.frombuffer(data, "<u4", section.count * width, section.offset).reshape(section.count, width)

    def halves(section: Section) -> npt.NDArray[np.uint16]:
        return np.frombuffer(data, "<u2", section.count * 4, section.offset).reshape(section.count, 4)

    def checked(what: str, values: npt.NDArray[Any], limit: int) -> npt.NDArray[Any]:
        wrong = values >= limit
        if not wrong.any():
            return values
        if limit == 0:
            raise MalformedDex(f"the {what} indices point into an empty table")
        damage.append(f"{int(wrong.sum())} {what} indices are out of range")
        return np.where(wrong, values.dtype.type(0), values)

    offsets = words(layout.strings, 1)[:, 0]
    start, length = locate_strings(image, np.ascontiguousarray(offsets))
    if (broken := int((length < 0).sum())) != 0:
        damage.append(f"{broken} strings lie outside the file, or in one another")
    hashes = hash_strings(image, start, length, SEED)

    strings, types, protos = layout.strings.count, layout.types.count, layout.protos.count
    type_strings = checked("type", np.ascontiguousarray(words(layout.types, 1)[:, 0]), strings)
    proto_rows = words(layout.protos, 3)
    returns = checked("prototype", np.ascontiguousarray(proto_rows[:, 1]), types)
    parameters = np.ascontiguousarray(proto_rows[:, 2])
    proto_hash, whole = hash_protos(image, returns, parameters, type_strings, start, length, SEED)
    if not whole:
        damage.append("prototypes are so long that only part of them was read")

    field_halves, method_halves = halves(layout.fields), halves(layout.methods)
    field_class = checked("field class", np.ascontiguousarray(field_halves[:, 0]), types)
    field_type = checked("field type", np.ascontiguousarray(field_halves[:, 1]), types)
    field_name = checked("field name", np.ascontiguousarray(words(layout.fields, 2)[:, 1]), strings)
    method_class = checked("method class", np.ascontiguousarray(method_halves[:, 0]), types)
    method_proto = checked("method prototype", np.ascontiguousarray(method_halves[:, 1]), protos)
    method_name = checked("method name", np.ascontiguousarray(words(layout.methods, 2)[:, 1]), strings)
    signature = signature_hashes(hashes[method_name], proto_hash[method_proto])

    classes = words(layout.classes, 8)
    if len(classes) and int(classes[:, 0].max()) >= types:
        damage.append("class definitions name types out of range")
        classes = classes[classes[:, 0] < types]
    listed = _listed_interfaces(units, classes[:, 3])
    if len(listed) and int(listed[-1]) > 16 * len(classes) + len(units):
        damage.append("classes share lists of interfaces so long that only part of them was read")
        classes = classes.copy()
        classes[listed > 16 * len(classes) + len(units), 3] = 0
    owner, method, access, code, faulty = read_class_data(
        image, np.ascontiguousarray(classes[:, 6]), layout.methods.count, layout.fields.count
    )
    if faulty:
        damage.append(f"the data of {faulty} classes is malformed")
    return DexTables(
        name, role, layout, image, units, start, length, hashes, type_strings, returns, parameters,
        field_class, field_type, field_name, method_class, method_proto, method_name, signature, classes,
        method, owner, access, code, tuple(damage),
    )  # fmt: skip


def _listed_interfaces(
    units: npt.NDArray[np.uint16], offsets: npt.NDArray[np.uint32]
) -> npt.NDArray[np.int64]:  # fmt: skip
    """int64[c]: interfaces that the classes up to each list together, by the lists at these offsets."""
    at = offsets.astype(np.int64) // 2
    at[(offsets == 0) | (offsets % 4 != 0) | (at + 2 > len(units))] = -1
    counts = np.where(at >= 0, units[at].astype(np.int64) | units[at + 1].astype(np.int64) << 16, 0)
    return np.cumsum(np.minimum(counts, len(units)))
