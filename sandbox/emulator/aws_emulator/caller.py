"""The caller: the principal behind an access key. API pages: GetSessionToken, AssumeRole; IAM user guide, "AWS
global condition context keys"."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from moto.core.utils import utcnow
from moto.iam import models as iam_models
from moto.iam.models import iam_backends
from moto.organizations.models import organizations_backends

from .aws_error import AwsError

PARTITION = "aws"


@dataclass(frozen=True)
class Caller:
    """A principal: a user with keys, a user's session from GetSessionToken, or a role's session."""

    account: str
    arn: str  # of the user or of the role: what aws:PrincipalArn says
    session_arn: str  # what GetCallerIdentity says
    user_id: str
    mfa_at: datetime.datetime | None = None  # None: the session proves no MFA
    expires_at: datetime.datetime | None = None  # None: long-term keys

    @property
    def is_session(self) -> bool:
        return self.expires_at is not None

    @property
    def is_role(self) -> bool:
        return ":role/" in self.arn

    def context(self) -> dict[str, str]:
        """The condition keys that AWS adds to every call of this principal."""
        context = {
            "aws:principalarn": self.arn,
            "aws:principalaccount": self.account,
            "aws:principaltype": "AssumedRole" if self.is_role else "User",
            "aws:userid": self.user_id,
        }
        if not self.is_role:
            context["aws:username"] = self.arn.rsplit("/", 1)[-1]
        # Requests with long-term keys have no MFA key at all; those with temporary credentials always have it.
        if self.is_session:
            context["aws:multifactorauthpresent"] = "true" if self.mfa_at else "false"
        if self.mfa_at:
            context["aws:multifactorauthage"] = str(int((utcnow() - self.mfa_at).total_seconds()))
        organization = organization_of(self.account)
        if organization:
            context["aws:principalorgid"] = organization
        return context


class Scope(NamedTuple):
    """What a request is signed for: the page "Signature Version 4", credential scope."""

    access_key: str
    region: str
    service: str


def scope_of(environ: dict[str, Any]) -> Scope | None:
    """None if the request is not signed."""
    scope = re.search(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    return Scope(*scope.groups()) if scope else None


sessions: dict[str, Caller] = {}


def install() -> None:
    account_id_from = iam_models.get_account_id_from

    def account_of(access_key: str) -> str:
        session = sessions.get(access_key)
        return session.account if session else account_id_from(access_key)

    iam_models.get_account_id_from = account_of


def identify(access_key: str) -> Caller:
    """The caller behind an access key, which must exist, be active and not expired."""
    session = sessions.get(access_key)
    if session is not None:
        if session.expires_at is not None and session.expires_at <= utcnow():
            raise AwsError("ExpiredToken", "The security token included in the request is expired")
        return session
    for account, backends in list(iam_backends.items()):
        for user in backends[PARTITION].users.values():
            if any(key.access_key_id == access_key and key.status == "Active" for key in user.access_keys):
                return Caller(account, user.arn, user.arn, user.id)
    raise AwsError("InvalidClientTokenId", "The security token included in the request is invalid.")


def open_session(caller: Caller) -> dict[str, Any]:
    """Temporary credentials for the caller, as the STS operations return them."""
    key = iam_backends[caller.account][PARTITION].create_temp_access_key()
    sessions[key.access_key_id] = caller
    return {
        "AccessKeyId": key.access_key_id,
        "SecretAccessKey": key.secret_access_key,
        "SessionToken": "sandbox-session-" + key.access_key_id,
        "Expiration": caller.expires_at,
    }


def organization_of(account: str) -> str | None:
    management, _ = organizations_backends.master_accounts.get(account, (account, PARTITION))
    organization = organizations_backends[management][PARTITION].org
    return organization.id if organization else None
