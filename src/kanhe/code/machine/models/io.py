"""Streams, files and connections: where what is written ends up, and what is read back."""

from __future__ import annotations

from kanhe.code.machine.consent import consent_flag
from kanhe.code.machine.heap import ELEMENT, STORE
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.models.text import text_of
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.platform.sinks import hand_out
from kanhe.code.machine.taint import hashed
from kanhe.code.machine.values import ANY, UNKNOWN, ZERO, Value, unknown, value, with_taint

MODELS: Models = {}
model = lister(MODELS)

UNDER, CHANNEL, PATH = "under", "channel", "path"
"""Slots of a stream: the stream it wraps, where it leads (network, file, memory), and the file."""

OUTPUT = (
    "Ljava/io/OutputStream; Ljava/io/Writer; Ljava/io/FilterOutputStream; Ljava/io/PrintStream; Ljava/io/DataOutput; "
    "Ljava/io/ObjectOutput; Ljava/io/RandomAccessFile; Ljava/nio/channels/WritableByteChannel;"
)
INPUT = "Ljava/io/InputStream; Ljava/io/Reader; Ljava/io/DataInput; Ljava/io/ObjectInput; Ljava/util/Scanner;"
FILES = (
    "Ljava/io/FileOutputStream; Ljava/io/FileWriter; Ljava/io/FileInputStream; Ljava/io/FileReader; "
    "Ljava/io/RandomAccessFile;"
)


def _path(call: Call, held: Value) -> Value:
    """The path a value names: a string, a File, or unknown."""
    if type(held.const) is str:
        return value(held.const)
    return call.get(held, PATH, UNKNOWN) if held.objects else UNKNOWN


@model("Ljava/io/File;", "<init>")
def _new_file(call: Call) -> Value:
    parts = [_path(call, call.argument(k)) for k in range(len(call.method.parameters))]
    last = parts[-1] if parts else UNKNOWN
    if isinstance(last.const, str):
        # The directory may not be known; files of one name in one app are taken for the same file.
        call.put(call.receiver, PATH, value(last.const.rsplit("/", 1)[-1] or last.const))
    call.taint(call.receiver, 0)
    return ZERO


@model("Ljava/io/File;", "getPath", "getAbsolutePath", "getName", "toString", "getCanonicalPath")
def _file_path(call: Call) -> Value:
    known = call.get(call.receiver, PATH, UNKNOWN)
    return known if isinstance(known.const, str) else unknown(call.content(call.receiver))


@model("Ljava/io/File;", "exists", "isFile", "isDirectory", "createNewFile", "delete", "mkdirs", "length")
def _is_there(call: Call) -> Value:
    name = call.get(call.receiver, PATH, UNKNOWN).const
    flag = consent_flag(name) if call.method.name in ("exists", "isFile", "length") else None
    return unknown(0, flag)


@model(FILES, "<init>")
def _open(call: Call) -> Value:
    path = _path(call, call.argument(0))
    if isinstance(path.const, str):
        path = value(path.const.rsplit("/", 1)[-1] or path.const)
    call.put(call.receiver, PATH, path)
    call.put(call.receiver, CHANNEL, value("file"))
    if "Input" in call.method.owner_name or "Reader" in call.method.owner_name or "Random" in call.method.owner_name:
        call.taint(call.receiver, kept(call, path))
    return ZERO


@model("Landroid/content/Context;", "openFileOutput", "openFileInput")
def _open_private(call: Call) -> Value:
    made = call.new(call.method.returns)
    path = call.argument(0)
    call.put(made, PATH, path if isinstance(path.const, str) else UNKNOWN)
    call.put(made, CHANNEL, value("file"))
    if call.method.name == "openFileInput":
        call.taint(made, kept(call, path))
    return made


def kept(call: Call, path: Value) -> int:
    """The reads that a file may hold."""
    taint = 0
    for slot in call.platform.stores:
        if slot[0] == "file" and (not isinstance(path.const, str) or slot[1] in (path.const, "*")):
            known = call.frame.load(call.heap, (STORE, slot))
            taint |= known.taint if known is not None else 0
    return taint


def keep(call: Call, path: Value, taint: int) -> None:
    """Data goes into a file."""
    slot = ("file", path.const if isinstance(path.const, str) else "*", "")
    known = call.frame.load(call.heap, (STORE, slot))
    call.heap.changes[STORE, slot] = unknown(taint | (known.taint if known is not None else 0))
    call.platform.stores.add(slot)


@model("Ljava/io/ByteArrayOutputStream; Ljava/io/StringWriter; Ljava/io/CharArrayWriter;", "<init>")
def _memory(call: Call) -> Value:
    call.put(call.receiver, CHANNEL, value("memory"))
    return ZERO


@model("Ljava/io/ByteArrayOutputStream; Ljava/io/StringWriter; Ljava/io/CharArrayWriter;", "toString", "toByteArray", "getBuffer",
       "toCharArray")  # fmt: skip
def _memory_content(call: Call) -> Value:
    taint = call.carried(call.receiver)
    if call.method.returns[0] == "[":
        made = call.new(call.method.returns)
        call.put(made, ELEMENT, unknown(taint))
        call.put(made, "objects", call.get(call.receiver, "objects", ZERO))
        return made
    return call.result(taint=taint)


@model(
    "Ljava/io/FilterOutputStream; Ljava/io/BufferedOutputStream; Ljava/io/DataOutputStream; Ljava/io/ObjectOutputStream; "
    "Ljava/io/OutputStreamWriter; Ljava/io/BufferedWriter; Ljava/io/PrintWriter; Ljava/io/PrintStream; "
    "Ljava/util/zip/GZIPOutputStream; Ljava/util/zip/ZipOutputStream; Ljava/util/zip/DeflaterOutputStream; "
    "Ljavax/crypto/CipherOutputStream; Ljava/util/Formatter;",
    "<init>",
)
def _wrap(call: Call) -> Value:
    inner = call.argument(0)
    if inner.objects:
        call.put(call.receiver, UNDER, inner)
        path = call.get(inner, PATH, ZERO)
        if path is not ZERO and call.method.parameters[0] == "Ljava/io/File;":
            call.put(call.receiver, CHANNEL, value("file"))
            call.put(call.receiver, PATH, path)
    return ZERO


@model(OUTPUT, "write", "print", "println", "append", "writeBytes", "writeUTF", "writeChars", "writeInt", "writeLong", "printf",
       "format", "writeByte", "writeObject", "newLine", "writeBoolean", "writeShort", "writeDouble")  # fmt: skip
def _write(call: Call) -> Value:
    taint = 0
    for argument in call.arguments[1:]:
        taint |= call.carried(argument)
    if call.method.name == "writeObject":
        for stream in _bases(call, call.receiver):
            call.add(stream, "objects", call.argument(0))
    if taint:
        for stream in _bases(call, call.receiver):
            call.taint(stream, taint)
            channel = call.get(stream, CHANNEL, UNKNOWN).const
            if channel == "file":
                keep(call, call.get(stream, PATH, UNKNOWN), taint)
            if channel in ("file", "network"):
                hand_out(call, str(channel), taint)
            elif channel is ANY and call.get(stream, "text", ZERO) is ZERO:
                hand_out(call, "stream", taint)
    return call.receiver if call.method.returns not in ("V", "I") else UNKNOWN


def _bases(call: Call, stream: Value, depth: int = 6) -> list[Value]:
    """The streams at the bottom of what a stream wraps, and the stream itself."""
    under = call.get(stream, UNDER, ZERO)
    if depth == 0 or not under.objects or under.objects == stream.objects:
        return [stream]
    return _bases(call, under, depth - 1)


@model("Ljava/util/Formatter;", "format")
def _format(call: Call) -> Value:
    taint = 0
    for argument in call.arguments[1:]:
        taint |= call.carried(argument)
    call.taint(call.receiver, taint)
    for stream in _bases(call, call.receiver):
        call.taint(stream, taint)
        known = call.get(stream, "text", ZERO)
        if known is not ZERO:
            call.put(stream, "text", unknown(known.taint | taint))
    return call.receiver


@model(
    "Ljava/io/FilterInputStream; Ljava/io/BufferedInputStream; Ljava/io/DataInputStream; Ljava/io/ObjectInputStream; "
    "Ljava/io/InputStreamReader; Ljava/io/BufferedReader; Ljava/io/ByteArrayInputStream; Ljava/io/StringReader; "
    "Ljava/util/Scanner; Ljava/util/zip/GZIPInputStream;",
    "<init>",
)
def _wrap_input(call: Call) -> Value:
    inner = call.argument(0)
    call.taint(call.receiver, call.carried(inner))
    call.put(call.receiver, "objects", call.get(inner, "objects", ZERO))
    if inner.objects:
        call.put(call.receiver, UNDER, inner)
    return ZERO


@model("Ljava/io/ObjectInputStream; Ljava/io/ObjectInput;", "readObject")
def _read_object(call: Call) -> Value:
    for stream in _bases(call, call.receiver):
        known = call.get(stream, "objects", ZERO)
        if known.objects or isinstance(known.const, str) or known.taint:
            return known
    known = call.get(call.receiver, "objects", ZERO)
    if known.objects or isinstance(known.const, str) or known.taint:
        return known
    return call.result(taint=call.carried(call.receiver))


@model(INPUT, "read", "readLine", "readUTF", "readFully", "nextLine", "next", "readInt", "readLong", "nextInt", "readByte",
       "lines", "readAllBytes")  # fmt: skip
def _read(call: Call) -> Value:
    taint = call.content(call.receiver)
    for stream in _bases(call, call.receiver):
        taint |= call.content(stream)
    for k, kind in enumerate(call.method.parameters):
        if kind[0] == "[":
            call.add(call.argument(k), ELEMENT, unknown(taint))
            return UNKNOWN
    return call.result(taint=taint)


# The network


@model("Ljava/net/URL;", "<init>")
def _new_url(call: Call) -> Value:
    taint = 0
    for argument in call.arguments[1:]:
        taint |= call.carried(argument)
    call.taint(call.receiver, taint)
    call.put(call.receiver, PATH, text_of(call, call.argument(0)))
    return ZERO


@model("Ljava/net/URL;", "openConnection", "openStream", "getContent")
def _connect(call: Call) -> Value:
    """Opening a connection sends nothing yet, but the address goes out with whatever is done to it."""
    taint = call.carried(call.receiver)
    if taint:
        hand_out(call, "network", taint)
    made = call.result()
    call.put(made, CHANNEL, value("network"))
    return made


@model("Ljava/net/URLConnection; Ljava/net/Socket; Ljavax/net/ssl/SSLSocket;", "getOutputStream")
def _network_output(call: Call) -> Value:
    made = call.result()
    call.put(made, CHANNEL, value("network"))
    return made


@model("Ljava/net/URLConnection; Ljava/net/Socket;", "getInputStream")
def _network_input(call: Call) -> Value:
    return call.result()


@model("Ljava/lang/Process;", "getOutputStream")
def _process_output(call: Call) -> Value:
    return call.result()


@model("Ljava/security/MessageDigest; Ljavax/crypto/Mac; Ljavax/crypto/Cipher; Ljava/util/zip/CRC32; Ljava/util/zip/Checksum;",
       "update", "digest", "doFinal", "getValue")  # fmt: skip
def _transform(call: Call) -> Value:
    """A digest or cipher: the data is still there, in another form."""
    taint = 0
    for argument in call.arguments[1:]:
        taint |= call.carried(argument)
    taint = hashed(taint)
    call.taint(call.receiver, taint)
    taint |= call.content(call.receiver)
    if call.method.returns == "V":
        return ZERO
    made = call.result(taint=taint)
    if made.objects:
        call.put(made, ELEMENT, unknown(taint))
    for k, kind in enumerate(call.method.parameters):
        if kind == "[B" and call.method.returns == "I":
            call.add(call.argument(k), ELEMENT, unknown(taint))
    return made


@model(
    "Landroid/util/Base64; Ljava/util/Base64$Encoder; Ljava/util/Base64$Decoder;", "encodeToString", "encode", "decode"
)
def _encode(call: Call) -> Value:
    taint = 0
    for argument in call.arguments:
        taint |= call.carried(argument)
    made = call.result(taint=taint)
    if made.objects:
        call.put(made, ELEMENT, unknown(taint))
    return made


@model("Ljava/lang/System;", "exit")
@model("Ljava/lang/Runtime;", "exit", "halt")
def _exit(call: Call) -> Value | None:
    return None


__all__ = ["MODELS", "with_taint"]
