"""The Dalvik instruction set: width, format and mnemonic of every opcode.

Source: "Dalvik bytecode format" and "Dalvik executable instruction formats", source.android.com.  Knows nothing of files.
"""

from __future__ import annotations

import numpy as np

# (first opcode, format, mnemonics…); the format's first digit is the width in 16-bit code units.
_ROWS: tuple[tuple[int, str, str], ...] = (
    (0x00, "10x", "nop"),
    (0x01, "12x", "move"),
    (0x02, "22x", "move/from16"),
    (0x03, "32x", "move/16"),
    (0x04, "12x", "move-wide"),
    (0x05, "22x", "move-wide/from16"),
    (0x06, "32x", "move-wide/16"),
    (0x07, "12x", "move-object"),
    (0x08, "22x", "move-object/from16"),
    (0x09, "32x", "move-object/16"),
    (0x0A, "11x", "move-result move-result-wide move-result-object move-exception"),
    (0x0E, "10x", "return-void"),
    (0x0F, "11x", "return return-wide return-object"),
    (0x12, "11n", "const/4"),
    (0x13, "21s", "const/16"),
    (0x14, "31i", "const"),
    (0x15, "21h", "const/high16"),
    (0x16, "21s", "const-wide/16"),
    (0x17, "31i", "const-wide/32"),
    (0x18, "51l", "const-wide"),
    (0x19, "21h", "const-wide/high16"),
    (0x1A, "21c:string", "const-string"),
    (0x1B, "31c:string", "const-string/jumbo"),
    (0x1C, "21c:type", "const-class"),
    (0x1D, "11x", "monitor-enter monitor-exit"),
    (0x1F, "21c:type", "check-cast"),
    (0x20, "22c:type", "instance-of"),
    (0x21, "12x", "array-length"),
    (0x22, "21c:type", "new-instance"),
    (0x23, "22c:type", "new-array"),
    (0x24, "35c:type", "filled-new-array"),
    (0x25, "3rc:type", "filled-new-array/range"),
    (0x26, "31t", "fill-array-data"),
    (0x27, "11x", "throw"),
    (0x28, "10t", "goto"),
    (0x29, "20t", "goto/16"),
    (0x2A, "30t", "goto/32"),
    (0x2B, "31t", "packed-switch sparse-switch"),
    (0x2D, "23x", "cmpl-float cmpg-float cmpl-double cmpg-double cmp-long"),
    (0x32, "22t", "if-eq if-ne if-lt if-ge if-gt if-le"),
    (0x38, "21t", "if-eqz if-nez if-ltz if-gez if-gtz if-lez"),
    (0x44, "23x", "aget aget-wide aget-object aget-boolean aget-byte aget-char aget-short"),
    (0x4B, "23x", "aput aput-wide aput-object aput-boolean aput-byte aput-char aput-short"),
    (0x52, "22c:field", "iget iget-wide iget-object iget-boolean iget-byte iget-char iget-short"),
    (0x59, "22c:field", "iput iput-wide iput-object iput-boolean iput-byte iput-char iput-short"),
    (0x60, "21c:field", "sget sget-wide sget-object sget-boolean sget-byte sget-char sget-short"),
    (0x67, "21c:field", "sput sput-wide sput-object sput-boolean sput-byte sput-char sput-short"),
    (0x6E, "35c:method", "invoke-virtual invoke-super invoke-direct invoke-static invoke-interface"),
    (
        0x74,
        "3rc:method",
        "invoke-virtual/range invoke-super/range invoke-direct/range invoke-static/range invoke-interface/range",
    ),
    (0x7B, "12x", "neg-int not-int neg-long not-long neg-float neg-double"),
    (0x81, "12x", "int-to-long int-to-float int-to-double long-to-int long-to-float long-to-double"),
    (0x87, "12x", "float-to-int float-to-long float-to-double double-to-int double-to-long double-to-float"),
    (0x8D, "12x", "int-to-byte int-to-char int-to-short"),
    (
        0x90,
        "23x",
        "add-int sub-int mul-int div-int rem-int and-int or-int xor-int shl-int shr-int ushr-int "
        "add-long sub-long mul-long div-long rem-long and-long or-long xor-long shl-long shr-long ushr-long "
        "add-float sub-float mul-float div-float rem-float add-double sub-double mul-double div-double rem-double",
    ),
    (
        0xB0,
        "12x",
        "add-int/2addr sub-int/2addr mul-int/2addr div-int/2addr rem-int/2addr and-int/2addr or-int/2addr "
        "xor-int/2addr shl-int/2addr shr-int/2addr ushr-int/2addr add-long/2addr sub-long/2addr mul-long/2addr "
        "div-long/2addr rem-long/2addr and-long/2addr or-long/2addr xor-long/2addr shl-long/2addr shr-long/2addr "
        "ushr-long/2addr add-float/2addr sub-float/2addr mul-float/2addr div-float/2addr rem-float/2addr "
        "add-double/2addr sub-double/2addr mul-double/2addr div-double/2addr rem-double/2addr",
    ),
    (
        0xD0,
        "22s",
        "add-int/lit16 rsub-int mul-int/lit16 div-int/lit16 rem-int/lit16 and-int/lit16 or-int/lit16 xor-int/lit16",
    ),
    (
        0xD8,
        "22b",
        "add-int/lit8 rsub-int/lit8 mul-int/lit8 div-int/lit8 rem-int/lit8 and-int/lit8 or-int/lit8 xor-int/lit8 "
        "shl-int/lit8 shr-int/lit8 ushr-int/lit8",
    ),
    (0xFA, "45cc:method", "invoke-polymorphic"),
    (0xFB, "4rcc:method", "invoke-polymorphic/range"),
    (0xFC, "35c:callsite", "invoke-custom"),
    (0xFD, "3rc:callsite", "invoke-custom/range"),
    (0xFE, "21c:handle", "const-method-handle"),
    (0xFF, "21c:proto", "const-method-type"),
)


def _build() -> tuple[np.ndarray, tuple[str, ...], tuple[str, ...]]:
    width = np.zeros(256, np.uint8)
    mnemonics = ["unused"] * 256
    formats = ["00x"] * 256
    for first, form, names in _ROWS:
        for opcode, name in enumerate(names.split(), first):
            width[opcode] = int(form[0])
            mnemonics[opcode] = name
            formats[opcode] = form
    return width, tuple(mnemonics), tuple(formats)


WIDTH, MNEMONIC, FORMAT = _build()
"""``WIDTH``: uint8[256], code units of each opcode, 0 for an unused one.  ``MNEMONIC``, ``FORMAT``: str by opcode."""

# What kind of identifier an opcode carries in its second code unit, for the scan: 0 none.
REF_NONE, REF_STRING, REF_STRING_JUMBO, REF_CLASS, REF_NEW, REF_FIELD_GET, REF_FIELD_PUT, REF_METHOD = range(8)
REF_STATIC_GET, REF_STATIC_PUT, REF_CALLSITE, REF_NEW_ARRAY = 8, 9, 10, 11


def _build_reference_kinds() -> np.ndarray:
    kinds = np.zeros(256, np.uint8)
    kinds[0x1A] = REF_STRING
    kinds[0x1B] = REF_STRING_JUMBO
    kinds[0x1C] = REF_CLASS
    kinds[0x22] = REF_NEW
    kinds[0x52:0x59] = REF_FIELD_GET
    kinds[0x59:0x60] = REF_FIELD_PUT
    kinds[0x60:0x67] = REF_STATIC_GET
    kinds[0x67:0x6E] = REF_STATIC_PUT
    kinds[0x6E:0x73] = REF_METHOD
    kinds[0x74:0x79] = REF_METHOD
    kinds[0xFA:0xFC] = REF_METHOD
    kinds[0xFC:0xFE] = REF_CALLSITE
    return kinds


REFERENCE_KIND = _build_reference_kinds()
"""uint8[256]: one of the ``REF_…`` values."""
