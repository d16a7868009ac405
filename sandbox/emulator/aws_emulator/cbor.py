"""The part of CBOR (RFC 8949) that AWS's rpc-v2-cbor protocol uses: integers, floats, texts, booleans, null, lists, maps, times."""

from __future__ import annotations

import datetime
import struct
from collections.abc import Callable
from typing import Any

BREAK = object()


def encode(value: Any) -> bytes:
    if value is None or isinstance(value, bool):
        return {None: b"\xf6", True: b"\xf5", False: b"\xf4"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, datetime.datetime):
        return head(6, 1) + encode(value.timestamp())
    if isinstance(value, str):
        text = value.encode()
        return head(3, len(text)) + text
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(encode, value))
    return head(5, len(value)) + b"".join(encode(key) + encode(item) for key, item in value.items())


def head(major: int, number: int) -> bytes:
    for code, size in ((None, 24), (24, 1 << 8), (25, 1 << 16), (26, 1 << 32), (27, 1 << 64)):
        if number < size:
            if code is None:
                return bytes([major << 5 | number])
            return bytes([major << 5 | code]) + number.to_bytes(1 << (code - 24), "big")
    raise ValueError(number)


def decode(data: bytes) -> Any:
    return read(iter(data))


def read(stream: Any) -> Any:
    first = next(stream)
    major, info = first >> 5, first & 31
    take: Callable[[int], bytes] = lambda count: bytes(next(stream) for _ in range(count))
    if major == 7:
        simple = {20: False, 21: True, 22: None, 23: None, 31: BREAK}
        floats = {25: (2, ">e"), 26: (4, ">f"), 27: (8, ">d")}
        return simple[info] if info in simple else struct.unpack(floats[info][1], take(floats[info][0]))[0]
    endless = info == 31
    number = info if info < 24 else 0 if endless else int.from_bytes(take(1 << (info - 24)), "big")
    if major < 2:
        return number if major == 0 else -1 - number
    if major == 6:
        return read(stream)  # a time is its seconds
    if major in (2, 3):
        text = b"".join(iter(lambda: read(stream), BREAK)) if endless else take(number)
        return text.decode() if major == 3 and isinstance(text, bytes) else text
    items: list[Any] = []
    count = number * (2 if major == 5 else 1)
    while endless or len(items) < count:
        item = read(stream)
        if item is BREAK:
            break
        items.append(item)
    return items if major == 4 else dict(zip(items[::2], items[1::2]))
