"""Inspector, of whose organization moto has only lists: which accounts are members, and what is scanned in them. No
findings.

API pages: Enable, Disable, BatchGetAccountStatus, DescribeOrganizationConfiguration,
UpdateOrganizationConfiguration, AssociateMember, DisassociateMember, GetMember, ListMembers of the Inspector API
reference; Inspector User Guide, "Managing multiple accounts" (settings for new members do not change existing
ones)."""

from __future__ import annotations

from dataclasses import dataclass, field

from moto.core.utils import utcnow

from . import own_delegations
from .rest_service import Answer, Call, Refusal, active_accounts, management_of, serving

# Resource type by field name of the API's structures.
SCANS = {"ec2": "EC2", "ecr": "ECR", "lambda": "LAMBDA", "lambdaCode": "LAMBDA_CODE", "codeRepository": "CODE_REPOSITORY"}


@dataclass
class Organization:
    auto: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(SCANS, False))
    seen: set[str] = field(default_factory=set)  # who was there when `auto` was set
    members: list[str] = field(default_factory=list)


organizations: dict[tuple[str, str], Organization] = {}  # by administrator and region
scanned: dict[tuple[str, str], set[str]] = {}  # types of resources by account and region


def respond(call: Call) -> Answer:
    if call.method != "POST":
        raise NotImplementedError("is not implemented")
    operation, body = "/".join(call.path), call.body
    own = joined(call)
    if operation == "status/batch/get":
        asked = body.get("accountIds") or [call.account]
        if len(asked) > 100:
            raise invalid("accountIds has more than 100 items.")
        known = [each for each in asked if may_manage(call, own, each)]
        return {
            "accounts": [status(each, call.region) for each in known],
            "failedAccounts": [failed(each) for each in asked if each not in known],
        }
    if operation in ("enable", "disable"):
        return switch(call, own, operation == "enable")
    if own is None:
        raise Refusal("AccessDeniedException", denials.get(operation, "Invoking account does not have access."), "403 Forbidden")
    account = body.get("accountId")
    match operation:
        case "organizationconfiguration/describe":
            return {"autoEnable": own.auto, "maxAccountLimitReached": False}
        case "organizationconfiguration/update":
            auto = body["autoEnable"]
            if auto.get("lambdaCode") and not auto.get("lambda"):
                raise invalid("lambdaCode needs lambda.")
            own.auto = {scan: bool(auto.get(scan, False)) for scan in SCANS}
            own.seen = set(active_accounts(call.account))
            return {"autoEnable": own.auto}
        case "members/associate":
            if account not in active_accounts(call.account) or account == call.account:
                raise invalid("The account is no account of the organization that could be a member.")
            if account not in own.members:
                own.members.append(account)
            return {"accountId": account}
        case "members/disassociate":
            if account not in own.members:
                raise invalid("The current account cannot disassociate the given member, since the latter is not yet associated to it.")
            own.members.remove(account)
            return {"accountId": account}
        case "members/get":
            if account not in own.members:
                raise Refusal("ResourceNotFoundException", "There is no such member.", "404 Not Found")
            return {"member": member(call, account)}
        case "members/list":
            active = active_accounts(call.account)
            return {"members": [member(call, each) for each in own.members if each in active]}
    raise NotImplementedError("is not implemented")


denials = {
    "organizationconfiguration/describe": "Invoking account does not have access to describe the organization configuration",
    "members/get": "Invoking account does not have access to get member account",
}


def joined(call: Call) -> Organization | None:
    """The administrator's settings, after accounts have joined that do so automatically; None for all other
    accounts."""
    if own_delegations.admins.get((management_of(call.account), "inspector2", call.region)) != call.account:
        return None
    own = organizations.setdefault((call.account, call.region), Organization())
    on = {SCANS[scan] for scan, is_on in own.auto.items() if is_on}
    for account in active_accounts(call.account) if on else []:
        if account != call.account and account not in own.seen and account not in own.members:
            own.members.append(account)
            scanned.setdefault((account, call.region), set()).update(on)
    return own


def switch(call: Call, own: Organization | None, on: bool) -> Answer:
    asked, kinds = call.body.get("accountIds") or [call.account], set(call.body.get("resourceTypes") or SCANS.values())
    if on and "LAMBDA_CODE" in kinds and "LAMBDA" not in kinds:
        raise invalid("LAMBDA_CODE needs LAMBDA.")
    known = [each for each in asked if may_manage(call, own, each)]
    for account in known:
        there = scanned.setdefault((account, call.region), set())
        if on:
            there |= kinds
        else:
            there -= kinds
    return {
        "accounts": [{**status(each, call.region), "status": status(each, call.region)["state"]["status"]} for each in known],
        "failedAccounts": [failed(each) for each in asked if each not in known],
    }


def may_manage(call: Call, own: Organization | None, account: str) -> bool:
    return account == call.account or (own is not None and account in own.members)


def status(account: str, region: str) -> Answer:
    on = scanned.get((account, region), set())

    def state(is_on: bool) -> Answer:
        return {"status": "ENABLED" if is_on else "DISABLED", "errorCode": "ALREADY_ENABLED", "errorMessage": ""}

    return {
        "accountId": account,
        "state": state(bool(on)),
        "resourceState": {name: state(kind in on) for name, kind in SCANS.items()},
    }


def failed(account: str) -> Answer:
    return {"accountId": account, "errorCode": "ACCESS_DENIED", "errorMessage": "The account is no member."}


def member(call: Call, account: str) -> Answer:
    return {
        "accountId": account,
        "delegatedAdminAccountId": call.account,
        "relationshipStatus": "ENABLED",
        "updatedAt": utcnow().timestamp(),
    }


def invalid(message: str) -> Refusal:
    return Refusal("ValidationException", message)


serve = serving("inspector2", respond)
