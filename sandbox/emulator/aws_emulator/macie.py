"""Macie, of whose organization moto has only the administrator: sessions, and members. No findings and no jobs.

API pages: EnableMacie, GetMacieSession, UpdateMacieSession, DisableMacie, DescribeOrganizationConfiguration,
UpdateOrganizationConfiguration, CreateMember, GetMember, ListMembers, DeleteMember of the Macie API reference;
Macie User Guide, "Managing multiple accounts with AWS Organizations" (Macie is on at once in an account of the
organization that is added; new accounts are added automatically, existing ones are not)."""

from __future__ import annotations

from dataclasses import dataclass, field

from moto.core.utils import utcnow

from . import own_delegations
from .caller import PARTITION
from .rest_service import Answer, Call, Refusal, active_accounts, email_of, management_of, serving


def now() -> str:
    return utcnow().strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Session:
    status: str = "ENABLED"
    frequency: str = "FIFTEEN_MINUTES"
    at: str = field(default_factory=now)


@dataclass
class Organization:
    auto: bool = False
    seen: set[str] = field(default_factory=set)  # who was there when `auto` was set
    members: dict[str, Answer] = field(default_factory=dict)


sessions: dict[tuple[str, str], Session] = {}  # by account and region
organizations: dict[tuple[str, str], Organization] = {}  # by administrator and region


def respond(call: Call) -> Answer:
    key, body = (call.account, call.region), call.body
    if (call.method, *call.path) == ("POST", "macie"):
        if key in sessions:
            raise Refusal("ConflictException", "Macie has already been enabled.", "409 Conflict")
        sessions[key] = Session(body.get("status", "ENABLED"), body.get("findingPublishingFrequency", "FIFTEEN_MINUTES"))
        return {}
    own = joined(call)
    session = sessions.get(key)
    if session is None:
        raise Refusal("AccessDeniedException", "Macie is not enabled.", "403 Forbidden")
    match (call.method, *call.path):
        case ("GET", "macie"):
            role = f"arn:{PARTITION}:iam::{call.account}:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie"
            return {
                "status": session.status,
                "findingPublishingFrequency": session.frequency,
                "serviceRole": role,
                "createdAt": session.at,
                "updatedAt": session.at,
            }
        case ("PATCH", "macie"):
            session.status = body.get("status", session.status)
            session.frequency = body.get("findingPublishingFrequency", session.frequency)
            return {}
        case ("DELETE", "macie"):
            if own is not None and own.members:
                raise Refusal("ConflictException", "Cannot disable Macie while member accounts are associated.", "409 Conflict")
            del sessions[key]
            return {}
    if own is None:
        raise Refusal("AccessDeniedException", "The account is not the delegated Macie administrator.", "403 Forbidden")
    match (call.method, *call.path):
        case ("GET", "admin", "configuration"):
            return {"autoEnable": own.auto, "maxAccountLimitReached": False}
        case ("PATCH", "admin", "configuration"):
            own.auto, own.seen = body["autoEnable"], set(active_accounts(call.account))
            return {}
        case ("POST", "members"):
            account = body["account"]["accountId"]
            if account not in active_accounts(call.account) or account == call.account:
                raise Refusal("ValidationException", "The account is no account of the organization that could be a member.")
            if account in own.members:
                raise Refusal("ConflictException", "The account is a member already.", "409 Conflict")
            add(own, call, account, body["account"]["email"])
            own.members[account]["tags"] = body.get("tags", {})
            return {"arn": own.members[account]["arn"]}
        case ("GET", "members"):
            active = active_accounts(call.account)
            return {"members": [each for account, each in own.members.items() if account in active]}
        case (method, "members", account) if method in ("GET", "DELETE"):
            if account not in own.members:
                raise Refusal("ResourceNotFoundException", "The account is not associated with your account.", "404 Not Found")
            return own.members[account] if method == "GET" else (own.members.pop(account) and {})
    raise NotImplementedError("is not implemented")


def joined(call: Call) -> Organization | None:
    """The administrator's settings, after accounts have joined that do so automatically; None for all other
    accounts."""
    if own_delegations.admins.get((management_of(call.account), "macie2", call.region)) != call.account:
        return None
    own = organizations.setdefault((call.account, call.region), Organization())
    for account in active_accounts(call.account) if own.auto else []:
        if account != call.account and account not in own.seen and account not in own.members:
            add(own, call, account, email_of(account))
    return own


def add(own: Organization, call: Call, account: str, email: str) -> None:
    at = now()
    own.members[account] = {
        "accountId": account,
        "administratorAccountId": call.account,
        "masterAccountId": call.account,
        "arn": f"arn:{PARTITION}:macie2:{call.region}:{call.account}:member/{account}",
        "email": email,
        "invitedAt": at,
        "updatedAt": at,
        "relationshipStatus": "Enabled",
        "tags": {},
    }
    sessions.setdefault((account, call.region), Session())


serve = serving("macie2", respond)
