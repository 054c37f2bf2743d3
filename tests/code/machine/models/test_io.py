"""Streams, files and connections."""

import pytest

from tests.builders.app import run

FILE = """
    const-string v1 "{0}"
    new-instance v2 Ljava/io/FileOutputStream;
    invoke-direct {{v2 v1}} Ljava/io/FileOutputStream;-><init>(Ljava/lang/String;)V
"""
BYTES = "invoke-virtual {v0} Ljava/lang/String;->getBytes()[B\nmove-result-object v3\n"
WRITE = "invoke-virtual {v2 v3} Ljava/io/OutputStream;->write([B)V\n"
READ = """
    const-string v1 "{0}"
    new-instance v4 Ljava/io/FileReader;
    invoke-direct {{v4 v1}} Ljava/io/FileReader;-><init>(Ljava/lang/String;)V
    new-instance v5 Ljava/io/BufferedReader;
    invoke-direct {{v5 v4}} Ljava/io/BufferedReader;-><init>(Ljava/io/Reader;)V
    invoke-virtual {{v5}} Ljava/io/BufferedReader;->readLine()Ljava/lang/String;
    move-result-object v6
    leak v6
"""


def test_what_is_written_into_a_file_reaches_it() -> None:
    assert run(f"secret v0\n{BYTES}{FILE.format('/sdcard/a')}{WRITE}").flows == {"imei to file"}


@pytest.mark.parametrize(("name", "leaks"), [("/sdcard/a", True), ("/data/a", True), ("/sdcard/b", False)])
def test_what_a_file_holds_is_read_back(name: str, leaks: bool) -> None:
    app = run(f"secret v0\n{BYTES}{FILE.format('/sdcard/a')}{WRITE}{READ.format(name)}")
    assert ("imei to log" in app.flows) is leaks


def test_a_stream_around_a_stream_leads_where_that_leads() -> None:
    app = run(f"""
        secret v0
        {FILE.format("x")}
        new-instance v3 Ljava/io/PrintStream;
        invoke-direct {{v3 v2}} Ljava/io/PrintStream;-><init>(Ljava/io/OutputStream;)V
        invoke-virtual {{v3 v0}} Ljava/io/PrintStream;->println(Ljava/lang/String;)V
    """)
    assert app.flows == {"imei to file"}


def test_a_stream_in_memory_is_no_sink_but_keeps_what_it_is_given() -> None:
    app = run(f"""
        secret v0
        {BYTES}
        new-instance v2 Ljava/io/ByteArrayOutputStream;
        invoke-direct {{v2}} Ljava/io/ByteArrayOutputStream;-><init>()V
        invoke-virtual {{v2 v3}} Ljava/io/ByteArrayOutputStream;->write([B)V
        invoke-virtual {{v2}} Ljava/io/ByteArrayOutputStream;->toString()Ljava/lang/String;
        move-result-object v4
        leak v4
    """)
    assert app.flows == {"imei to log"}


URL = """
    new-instance v1 Ljava/net/URL;
    invoke-direct {{v1 {0}}} Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {{v1}} Ljava/net/URL;->openConnection()Ljava/net/URLConnection;
    move-result-object v2
"""


def test_an_address_goes_out_when_it_is_opened() -> None:
    assert run(f"secret v0\n{URL.format('v0')}").flows == {"imei to network"}


def test_what_is_written_to_a_connection_goes_out() -> None:
    app = run(f"""
        secret v0
        {BYTES}
        const-string v4 "https://a.example.cn/"
        {URL.format("v4")}
        invoke-virtual {{v2}} Ljava/net/URLConnection;->getOutputStream()Ljava/io/OutputStream;
        move-result-object v2
        {WRITE}
    """)
    assert app.flows == {"imei to network"}


def test_a_digest_hashes() -> None:
    app = run(f"""
        secret v0
        {BYTES}
        const-string v1 "SHA-256"
        invoke-static {{v1}} Ljava/security/MessageDigest;->getInstance(Ljava/lang/String;)Ljava/security/MessageDigest;
        move-result-object v1
        invoke-virtual {{v1 v3}} Ljava/security/MessageDigest;->digest([B)[B
        move-result-object v2
        const/4 v4 0
        invoke-static {{v2 v4}} Landroid/util/Base64;->encodeToString([BI)Ljava/lang/String;
        move-result-object v5
        leak v5
    """)
    assert app.flows == {"imei hashed to log"}


def test_encoding_hides_nothing() -> None:
    app = run(f"""
        secret v0
        {BYTES}
        const/4 v4 0
        invoke-static {{v3 v4}} Landroid/util/Base64;->encodeToString([BI)Ljava/lang/String;
        move-result-object v5
        leak v5
    """)
    assert app.flows == {"imei to log"}


def test_nothing_runs_behind_the_end_of_the_process() -> None:
    app = run("reach before\nconst/4 v0 0\ninvoke-static {v0} Ljava/lang/System;->exit(I)V\nreach behind")
    assert app.reached == {"before"}
