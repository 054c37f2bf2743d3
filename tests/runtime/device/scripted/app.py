#!/usr/bin/env python3
"""The network half of the scripted app: what it sends when it starts, and when the user has agreed.

Called with the moment and the device's proxy.  It trusts what is in the phone's own store; its pinned client trusts nothing
of it.
"""

from __future__ import annotations

import gzip
import json
import ssl
import sys
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
STORE = Path("/apex/com.android.conscrypt/cacerts")
"""Where apps look from Android 14 on."""
IMEI, ANDROID_ID = "868939041234567", "9774d56d682e549c"


def opener(proxy: str, trusted: str | None) -> urllib.request.OpenerDirector:
    context = ssl.create_default_context(cadata=trusted)
    return urllib.request.build_opener(
        urllib.request.ProxyHandler({"http": f"http://{proxy}", "https": f"http://{proxy}"}),
        urllib.request.HTTPSHandler(context=context),
    )


def main(moment: str, proxy: str) -> None:
    if not proxy:
        return  # nobody looks
    trusted = opener(proxy, "".join(p.read_text() for p in STORE.glob("*.0")))
    if moment == "start":
        trusted.open(f"http://127.0.0.1:18090/track?imei={IMEI}", timeout=10).read()
        try:
            opener(proxy, None).open("https://pinned.example.com:18443/secret", timeout=10)
        except OSError as error:
            print("pinned:", error, file=sys.stderr)
    else:
        body = gzip.compress(json.dumps({"device": {"android_id": ANDROID_ID}}).encode())
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        trusted.open(urllib.request.Request("https://localhost:18443/v1/log", body, headers), timeout=10).read()
    time.sleep(0.1)


if __name__ == "__main__":
    main(*sys.argv[1:3])
