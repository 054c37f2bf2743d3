"""How long the finder takes for a request of eight kilobytes, packed as SDKs pack them.

    python benchmarks/traffic_speed.py [--flows 400]

Bodies are made here: analytics events with device fields as JSON, plain, gzip, base64 of gzip in a form, and protobuf, with
planted values, hashed ones, and without any.  The budget is two milliseconds of processor time a request.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import json
import random
import statistics
import time
from urllib.parse import quote

from kanhe.runtime.traffic.canaries import Canary
from kanhe.runtime.traffic.finder import Finder
from kanhe.runtime.traffic.flow import Flow

CANARIES = (
    Canary("imei", "imei", "868939041234567"),
    Canary("android-id", "android-id", "9774d56d682e549c"),
    Canary("oaid", "oaid", "3f5b9a1e-77c2-4d0e-9b7a-2d6f4c8e1a90"),
    Canary("mac", "mac-address", "a4:50:46:12:34:56"),
    Canary("phone", "phone-number", "13800138000"),
    Canary("place", "location-precise", "39.908712,116.397512"),
    Canary("contact", "contacts", "kanhe-contact-7731"),
    Canary("clip", "clipboard", "kanhe-clipboard-5520"),
)
SIZE = 8192


def events(seed: int, planted: bool) -> bytes:
    """JSON of about eight kilobytes."""
    draw = random.Random(seed)
    device = {"model": "M2012K11AC", "os": "13", "sdk": "8.1.2"}
    if planted:
        device |= {c.id: c.value for c in CANARIES[:4]}
        device["imei_md5"] = hashlib.md5(CANARIES[0].value.encode()).hexdigest()
    found: list[dict[str, object]] = []
    while len(json.dumps({"device": device, "events": found})) < SIZE:
        found.append({
            "name": draw.choice(("page_view", "click", "expose", "launch")), "ts": draw.randrange(10**12, 2 * 10**12),
            "session": f"{draw.getrandbits(128):032x}", "page": f"/home/feed/{draw.randrange(999)}", "dur": draw.random() * 100,
        })  # fmt: skip
    return json.dumps({"device": device, "events": found}).encode()


def varint(number: int) -> bytes:
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def message(body: bytes) -> bytes:
    """The events as a message: each a field of its own."""
    plain = json.loads(body)
    parts = [json.dumps(plain["device"]).encode(), *(json.dumps(e).encode() for e in plain["events"])]
    return b"".join(varint(k % 15 + 1 << 3 | 2) + varint(len(p)) + p for k, p in enumerate(parts))


KINDS = {
    "JSON": lambda body: body,
    "gzip of JSON": gzip.compress,
    "form of base64 of gzip of JSON": lambda body: b"data=" + quote(base64.b64encode(gzip.compress(body))).encode(),
    "protobuf": message,
    "noise (opaque)": lambda body: random.Random(len(body)).randbytes(SIZE),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flows", type=int, default=400, help="requests of each kind")
    count = parser.parse_args().flows
    finder = Finder(CANARIES, b"salt")
    print("| body, some 8 kB | mean CPU ms | median CPU ms | found |\n| --- | --- | --- | --- |")
    means = []
    for name, packed in KINDS.items():
        flows = [
            Flow(
                k,
                0,
                "log.example.com",
                path="/v1/log?ver=3",
                body=(data := packed(events(k, k % 2 == 0))),
                size=len(data),
            )
            for k in range(count)
        ]
        took, hits = [], 0
        for flow in flows:
            start = time.process_time()
            found = finder.find(flow)
            took.append((time.process_time() - start) * 1000)
            hits += bool(found.hits)
        means.append(statistics.fmean(took))
        print(f"| {name} | {means[-1]:.2f} | {statistics.median(took):.2f} | {hits} of {count} |")
    print(f"| all | {statistics.fmean(means):.2f} | | |")


if __name__ == "__main__":
    main()
