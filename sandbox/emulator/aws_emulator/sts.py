"""STS: who calls, and whether a role's trust policy lets the caller in.

moto lets everybody assume every role, even one that does not exist. Here AssumeRole needs the role, its trust and, where
the trust names an account, the caller's own policies, as the IAM user guide's "Cross-account policy evaluation logic"
says. API pages: AssumeRole, AssumeRoleWithWebIdentity, GetSessionToken, GetCallerIdentity.
"""

from __future__ import annotations

import base64
import datetime
import json
from dataclasses import dataclass, field
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.iam import models as iam_models
from moto.iam.models import IAMBackend, Role, iam_backends
from moto.organizations.models import organizations_backends
from moto.sts.responses import TokenResponse

from . import mfa
from .policy import Request, Unknown, allows, applies, as_list, statements

PARTITION = "aws"


@dataclass(frozen=True)
class Caller:
    """A principal: a user with keys, a user's session from GetSessionToken, or a role's session."""

    account: str
    arn: str  # of the user or of the role: what aws:PrincipalArn says
    session_arn: str  # what GetCallerIdentity says
    mfa_at: datetime.datetime | None = None  # None: the session proves no MFA
    is_session: bool = False
    tags: dict[str, str] = field(default_factory=dict)

    def context(self) -> dict[str, str]:
        context = {"aws:principalarn": self.arn, "aws:principalaccount": self.account}
        if ":user/" in self.arn:
            context["aws:username"] = self.arn.rsplit("/", 1)[-1]
        # Long-term keys carry no MFA key at all; temporary credentials always answer it.
        if self.is_session:
            context["aws:multifactorauthpresent"] = "true" if self.mfa_at else "false"
        if self.mfa_at:
            context["aws:multifactorauthage"] = str(int((utcnow() - self.mfa_at).total_seconds()))
        organization = organization_of(self.account)
        if organization:
            context["aws:principalorgid"] = organization
        return context


sessions: dict[str, Caller] = {}


def install() -> None:
    TokenResponse.assume_role = assume_role  # type: ignore[method-assign]
    TokenResponse.assume_role_with_web_identity = assume_role_with_web_identity  # type: ignore[method-assign]
    TokenResponse.get_session_token = get_session_token  # type: ignore[method-assign]
    TokenResponse.get_caller_identity = get_caller_identity  # type: ignore[method-assign]
    account_id_from = iam_models.get_account_id_from

    def account_of(access_key: str) -> str:
        session = sessions.get(access_key)
        return session.account if session else account_id_from(access_key)

    iam_models.get_account_id_from = account_of


def identify(access_key: str) -> Caller:
    """The caller behind an access key; InvalidClientTokenId for a key that nobody has."""
    if access_key in sessions:
        return sessions[access_key]
    for account, backends in list(iam_backends.items()):
        for user in backends[PARTITION].users.values():
            if any(key.access_key_id == access_key and key.status == "Active" for key in user.access_keys):
                return Caller(account, user.arn, user.arn)
    raise ServiceException("InvalidClientTokenId", "The security token included in the request is invalid.")


def assume_role(self: TokenResponse) -> ActionResult:
    caller = identify(self.get_access_key())
    role_arn = self._get_param("RoleArn")
    context = caller.context()
    external_id = self._get_param("ExternalId")
    if external_id:
        context["sts:externalid"] = external_id
    code = self._get_param("TokenCode")
    if code:
        # The code proves MFA to this trust policy only: the new session does not carry it (AWS: MFA-protected API access).
        mfa.check(caller.account, caller.arn, self._get_param("SerialNumber"), code)
        context |= {"aws:multifactorauthpresent": "true", "aws:multifactorauthage": "0"}
    request = Request("sts:AssumeRole", role_arn, context)
    role = find_role(role_arn)
    if role is None or not trusts(role, caller, request):
        raise denied(caller, role_arn)
    return open_session(self, role, role_arn, self._get_int_param("DurationSeconds", 3600), chained=caller.is_session)


def assume_role_with_web_identity(self: TokenResponse) -> ActionResult:
    """The token is read, not verified: an issuer of tests signs nothing. Trust is judged on its claims."""
    role_arn = self._get_param("RoleArn")
    payload = self._get_param("WebIdentityToken").split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    issuer = claims["iss"].removeprefix("https://")
    context = {f"{issuer}:{claim}".lower(): str(value) for claim, value in claims.items()}
    request = Request("sts:AssumeRoleWithWebIdentity", role_arn, context)
    role = find_role(role_arn)
    if role is None or not any(
        statement["Effect"] == "Allow"
        and any(arn.endswith(f"oidc-provider/{issuer}") for arn in as_list(statement["Principal"].get("Federated", [])))
        and applies(statement, request)
        for statement in statements(role.assume_role_policy_document)
    ):
        raise ServiceException("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
    return open_session(self, role, role_arn, self._get_int_param("DurationSeconds", 3600), chained=False)


def get_session_token(self: TokenResponse) -> ActionResult:
    caller = identify(self.get_access_key())
    if caller.is_session:
        raise ServiceException("AccessDenied", "Cannot call GetSessionToken with session credentials")
    serial, code = self._get_param("SerialNumber"), self._get_param("TokenCode")
    if code:
        mfa.check(caller.account, caller.arn, serial, code)
    duration = self._get_int_param("DurationSeconds", 43200)
    key = iam_backends[caller.account][PARTITION].create_temp_access_key()
    sessions[key.access_key_id] = Caller(
        caller.account, caller.arn, caller.arn, mfa_at=utcnow() if code else None, is_session=True
    )
    return ActionResult({"Credentials": credentials(key, duration)})


def get_caller_identity(self: TokenResponse) -> ActionResult:
    caller = identify(self.get_access_key())
    return ActionResult({"UserId": self.get_access_key(), "Account": caller.account, "Arn": caller.session_arn})


def trusts(role: Role, caller: Caller, request: Request) -> bool:
    allowed = False
    try:
        for statement in statements(role.assume_role_policy_document):
            match = principal_match(statement, caller)
            if match is None or not applies(statement, request):
                continue
            if statement["Effect"] == "Deny":
                return False
            same_account = request.resource.split(":")[4] == caller.account
            # Trust in an account delegates to it: the caller's own policies must allow the call too.
            allowed = allowed or (match == "named" and same_account) or allows(own_policies(caller), request)
    except Unknown as element:
        raise ServiceException("EmulatorNotImplemented", f"the sandbox's AWS emulator cannot judge {element}") from None
    return allowed


def principal_match(statement: dict[str, Any], caller: Caller) -> str | None:
    principals = statement["Principal"]
    names = ["*"] if principals == "*" else as_list(principals.get("AWS", []))
    if caller.arn in names or caller.session_arn in names:
        return "named"
    root = f"arn:{PARTITION}:iam::{caller.account}:root"
    return "account" if root in names or caller.account in names or "*" in names else None


def own_policies(caller: Caller) -> list[str]:
    iam = iam_backends[caller.account][PARTITION]
    name = caller.arn.rsplit("/", 1)[-1]
    if ":role/" in caller.arn:
        role = find_role(caller.arn)
        return [] if role is None else [*role.policies.values(), *(p.document for p in role.managed_policies.values())]
    user = iam.users[name]
    groups = iam.get_groups_for_user(name)
    inline = [policy for owner in [user, *groups] for policy in owner.policies.values()]
    return [*inline, *(policy.document for owner in [user, *groups] for policy in owner.managed_policies.values())]


def find_role(arn: str) -> Role | None:
    iam: IAMBackend = iam_backends[arn.split(":")[4]][PARTITION]
    return next((role for role in iam.roles.values() if role.arn == arn), None)


def open_session(response: TokenResponse, role: Role, arn: str, duration: int, chained: bool) -> ActionResult:
    longest = 3600 if chained else int(role.max_session_duration or 3600)
    if duration > longest:
        raise ServiceException("ValidationError", "The requested DurationSeconds exceeds the limit for this role.")
    account, name = arn.split(":")[4], response._get_param("RoleSessionName")
    key = iam_backends[account][PARTITION].create_temp_access_key()
    session_arn = f"arn:{PARTITION}:sts::{account}:assumed-role/{role.name}/{name}"
    sessions[key.access_key_id] = Caller(account, arn, session_arn, is_session=True)
    return ActionResult(
        {
            "Credentials": credentials(key, duration),
            "AssumedRoleUser": {"AssumedRoleId": f"{role.id}:{name}", "Arn": session_arn},
            "PackedPolicySize": 6,
        }
    )


def credentials(key: Any, duration: int) -> dict[str, Any]:
    return {
        "AccessKeyId": key.access_key_id,
        "SecretAccessKey": key.secret_access_key,
        "SessionToken": "sandbox-session-" + key.access_key_id,
        "Expiration": utcnow() + datetime.timedelta(seconds=duration),
    }


def organization_of(account: str) -> str | None:
    management, _ = organizations_backends.master_accounts.get(account, (account, PARTITION))
    organization = organizations_backends[management][PARTITION].org
    return organization.id if organization else None


def denied(caller: Caller, role_arn: str) -> ServiceException:
    message = f"User: {caller.session_arn} is not authorized to perform: sts:AssumeRole on resource: {role_arn}"
    return ServiceException("AccessDenied", message)
