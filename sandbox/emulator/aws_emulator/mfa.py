"""MFA devices: six-digit time-based codes (RFC 6238), each valid once.

API pages: EnableMFADevice (two consecutive codes), CreateVirtualMFADevice, GetSessionToken and AssumeRole
(SerialNumber and TokenCode). Unlike in moto, policies must allow the caller to enrol a device."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from typing import Any

from moto.iam.models import IAMBackend, iam_backends
from moto.iam.responses import IamResponse

from .aws_error import AwsError
from .caller import identify
from .policy import Request, Unknown, effects
from .trust import cannot_judge, own_policies

PERIOD = 30  # seconds
# Steps by which a device's clock may differ, in both directions.
SKEW = 1
NO_DEVICE = (
    "MultiFactorAuthentication failed, unable to validate MFA code.  "
    "Please verify your MFA serial number is valid and associated with this user."
)
WRONG_CODE = "MultiFactorAuthentication failed with invalid MFA one time pass code. "

used: set[tuple[str, int]] = set()  # seed and step


def install() -> None:
    enable = IAMBackend.enable_mfa_device

    def checked(self: IAMBackend, user_name: str, serial_number: str, first: str, second: str) -> None:
        device = self.virtual_mfa_devices.get(serial_number)
        if device is not None:  # moto knows no other kind's seed
            seed = device.base32_string_seed
            # Two codes are typed one after the other, so the first may be older than usual.
            step = spend(seed, first, SKEW + 2)
            if step is None or totp(seed, step + 1) != second:
                raise AwsError("InvalidAuthenticationCode", "Authentication code for device is not valid")
            used.add((seed, step + 1))
        enable(self, user_name, serial_number, first, second)

    IAMBackend.enable_mfa_device = checked  # type: ignore[method-assign]
    judge("CreateVirtualMFADevice", "create_virtual_mfa_device", "mfa", "VirtualMFADeviceName")
    judge("EnableMFADevice", "enable_mfa_device", "user", "UserName")


def judge(action: str, operation: str, kind: str, parameter: str) -> None:
    """Allows the operation only to callers whose policies allow it."""
    act = getattr(IamResponse, operation)

    def judged(self: IamResponse) -> Any:
        caller = identify(self.get_access_key())
        # "You cannot call any IAM API operations unless MFA authentication information is included in the request" (GetSessionToken).
        if caller.is_session and not caller.is_role and caller.mfa_at is None:
            raise AwsError("InvalidClientTokenId", "The security token included in the request is invalid")
        resource = f"arn:aws:iam::{caller.account}:{kind}/{self._get_param(parameter)}"
        try:
            found = effects(own_policies(caller), Request(f"iam:{action}", resource, caller.context()))
        except Unknown as element:
            raise cannot_judge(element) from None
        if found != {"Allow"}:
            why = "with an explicit deny in an identity-based policy" if "Deny" in found else "because no identity-based policy allows it"
            message = f"User: {caller.session_arn} is not authorized to perform: iam:{action} on resource: {resource} {why}"
            raise AwsError("AccessDenied", message)
        return act(self)

    setattr(IamResponse, operation, judged)


def check(account: str, user_arn: str, serial: str | None, code: str) -> None:
    """Raises AWS's AccessDenied unless the device is the user's and the code is correct and unused."""
    iam = iam_backends[account]["aws"]
    user = iam.users.get(user_arn.rsplit("/", 1)[-1])
    device: Any = iam.virtual_mfa_devices.get(serial) if serial else None
    if user is None or device is None or serial not in user.mfa_devices:
        raise AwsError("AccessDenied", NO_DEVICE)
    if spend(device.base32_string_seed, code, SKEW) is None:
        raise AwsError("AccessDenied", WRONG_CODE)


def spend(seed: str, code: str, skew: int) -> int | None:
    """The time step of the code, which is then used up; None if the code is wrong or was used before."""
    now = int(time.time()) // PERIOD
    for step in range(now - skew, now + skew + 1):
        if totp(seed, step) == code and (seed, step) not in used:
            used.add((seed, step))
            return step
    return None


def totp(seed: str, step: int) -> str:
    key = base64.b32decode(seed + "=" * (-len(seed) % 8))
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
