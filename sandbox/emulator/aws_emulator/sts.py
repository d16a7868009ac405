"""STS: who calls, and whether a role's trust policy lets the caller in.

moto lets everybody assume every role, even one that does not exist. Here AssumeRole needs the role, its trust
policy and, if that names an account, the caller's own policies (trust.py). API pages: AssumeRole,
AssumeRoleWithWebIdentity, GetSessionToken, GetCallerIdentity."""

from __future__ import annotations

import base64
import datetime
import json
import re
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.iam.models import Role, iam_backends
from moto.sts.responses import TokenResponse

from . import mfa
from .aws_error import AwsError
from .caller import PARTITION, Caller, identify, open_session, organization_of
from .policy import Request, as_list
from .trust import find_role, lets_in, lets_web_identity_in, role_account

# Longest session, in seconds, of a role that is assumed by a session. STS counts sessions of GetSessionToken as well
# (re:Post "iam-role-chaining-limit", 99designs/aws-vault#351, coinbase/assume-role#24).
CHAINED = 3600


def install() -> None:
    operations = (assume_role, assume_role_with_web_identity, get_session_token, get_caller_identity)
    for operation in operations:
        setattr(TokenResponse, operation.__name__, operation)
    # For these moto returns credentials that belong to nobody.
    for name in ("assume_role_with_saml", "get_federation_token"):
        setattr(TokenResponse, name, not_implemented)


def not_implemented(self: TokenResponse) -> ActionResult:
    raise NotImplementedError("is not implemented")


def assume_role(self: TokenResponse) -> ActionResult:
    caller = identify(self.get_access_key())
    if self._get_param("Policy") or self._get_param("PolicyArns"):
        raise NotImplementedError("session policies are not implemented")
    role_arn = self._get_param("RoleArn")
    context = caller.context() | {"sts:rolesessionname": session_name(self)}
    external_id = self._get_param("ExternalId")
    if external_id:
        context["sts:externalid"] = external_id
    code = self._get_param("TokenCode")
    if code:
        # The code proves MFA to this trust policy only: the new session has no proof (AWS: MFA-protected API access).
        mfa.check(caller.account, caller.arn, self._get_param("SerialNumber"), code)
        context |= {"aws:multifactorauthpresent": "true", "aws:multifactorauthage": "0"}
    role = find_role(role_arn)
    organization = organization_of(role_account(role_arn)) if role else None
    if organization:
        context["aws:resourceorgid"] = organization
    if role is None or not lets_in(role, caller, Request("sts:AssumeRole", role_arn, context)):
        message = f"User: {caller.session_arn} is not authorized to perform: sts:AssumeRole on resource: {role_arn}"
        raise AwsError("AccessDenied", message)
    return role_session(self, role, chained=caller.is_session)


def assume_role_with_web_identity(self: TokenResponse) -> ActionResult:
    """The token is read, not verified, since issuers in tests sign nothing. Provider, audience and trust policy are
    evaluated with its claims."""
    role_arn = self._get_param("RoleArn")
    claims = claims_of(self._get_param("WebIdentityToken"))
    issuer = str(claims.get("iss", "")).removeprefix("https://").lower()
    account = role_account(role_arn)
    provider_arn = f"arn:{PARTITION}:iam::{account}:oidc-provider/{issuer}"
    provider = iam_backends[account][PARTITION].open_id_providers.get(provider_arn) if account in iam_backends else None
    if provider is None:
        message = f"No OpenIDConnect provider found in your account for https://{issuer}"
        raise AwsError("InvalidIdentityToken", message)
    if not set(as_list(claims.get("aud", []))) & set(provider.client_id_list):
        raise AwsError("InvalidIdentityToken", "Incorrect token audience")
    context = {f"{issuer}:{claim}".lower(): str(value) for claim, value in claims.items()}
    context["sts:rolesessionname"] = session_name(self)
    request = Request("sts:AssumeRoleWithWebIdentity", role_arn, context, issuer)
    role = find_role(role_arn)
    if role is None or not lets_web_identity_in(role, provider_arn, request):
        raise AwsError("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
    return role_session(self, role, chained=False)


def claims_of(token: str) -> dict[str, Any]:
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        claims = None
    if not isinstance(claims, dict):
        raise AwsError("InvalidIdentityToken", "The ID Token provided is not a valid JWT.")
    return claims


def get_session_token(self: TokenResponse) -> ActionResult:
    caller = identify(self.get_access_key())
    if caller.is_session:
        raise AwsError("AccessDenied", "Cannot call GetSessionToken with session credentials")
    serial, code = self._get_param("SerialNumber"), self._get_param("TokenCode")
    if code:
        mfa.check(caller.account, caller.arn, serial, code)
    seconds = duration(self, default=43_200, longest=129_600)
    now = utcnow()
    session = Caller(
        caller.account,
        caller.arn,
        caller.arn,
        caller.user_id,
        mfa_at=now if code else None,
        expires_at=now + datetime.timedelta(seconds=seconds),
    )
    return ActionResult({"Credentials": open_session(session)})


def get_caller_identity(self: TokenResponse) -> ActionResult:
    caller = identify(self.get_access_key())
    return ActionResult({"UserId": caller.user_id, "Account": caller.account, "Arn": caller.session_arn})


def role_session(response: TokenResponse, role: Role, chained: bool) -> ActionResult:
    longest = int(role.max_session_duration or 3600)
    seconds = duration(response, default=3600, longest=43_200)
    if chained and seconds > CHAINED:
        message = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."
        raise AwsError("ValidationError", message)
    if seconds > longest:
        message = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        raise AwsError("ValidationError", message)
    account, name = role_account(role.arn), session_name(response)
    session_arn = f"arn:{PARTITION}:sts::{account}:assumed-role/{role.name}/{name}"
    user_id = f"{role.id}:{name}"
    expires_at = utcnow() + datetime.timedelta(seconds=seconds)
    session = Caller(account, role.arn, session_arn, user_id, expires_at=expires_at)
    return ActionResult(
        {
            "Credentials": open_session(session),
            "AssumedRoleUser": {"AssumedRoleId": user_id, "Arn": session_arn},
            "PackedPolicySize": 6,
        }
    )


def session_name(response: TokenResponse) -> str:
    name = str(response._get_param("RoleSessionName"))
    if re.fullmatch(r"[\w+=,.@-]{2,64}", name, re.ASCII) is None:
        raise AwsError("ValidationError", f"Value '{name}' at 'roleSessionName' failed to satisfy constraint")
    return name


def duration(response: TokenResponse, default: int, longest: int) -> int:
    seconds = response._get_int_param("DurationSeconds", default)
    if not 900 <= seconds <= longest:
        message = f"Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: 900 to {longest}"
        raise AwsError("ValidationError", message)
    return int(seconds)
