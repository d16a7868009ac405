"""MFA devices: six-digit time-based codes (RFC 6238), each good once. API page: GetSessionToken, SerialNumber and TokenCode."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

from moto.core.exceptions import ServiceException
from moto.iam.models import iam_backends

PERIOD = 30  # seconds

used: set[tuple[str, str]] = set()


def check(account: str, user_arn: str, serial: str | None, code: str) -> None:
    """Raises AWS's AccessDenied unless the device is the user's and the code is right and new."""
    iam = iam_backends[account]["aws"]
    user = iam.users.get(user_arn.rsplit("/", 1)[-1])
    device = iam.virtual_mfa_devices.get(serial) if serial else None
    if user is None or device is None or serial not in user.mfa_devices:
        raise refused("MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.")
    now = int(time.time()) // PERIOD
    codes = {totp(device.base32_string_seed, step) for step in (now - 1, now, now + 1)}
    if code not in codes or (serial, code) in used:
        raise refused("MultiFactorAuthentication failed with invalid MFA one time pass code. ")
    used.add((serial, code))


def totp(seed: str, step: int) -> str:
    key = base64.b32decode(seed + "=" * (-len(seed) % 8))
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def refused(message: str) -> ServiceException:
    return ServiceException("AccessDenied", message)
