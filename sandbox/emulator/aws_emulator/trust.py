"""Whether a role lets a caller in: by its trust policy and, if that names an account, by the caller's own policies.

IAM user guide: "Cross-account policy evaluation logic", "AWS JSON policy elements: Principal"."""

from __future__ import annotations

import re
from typing import Any

from moto.iam.models import Role, iam_backends

from .aws_error import AwsError
from .caller import PARTITION, Caller
from .policy import Request, Unknown, applies, as_list, effects, statements


def find_role(arn: str) -> Role | None:
    """The role, if its account exists: moto would create an account for every id."""
    account = role_account(arn)
    if account not in iam_backends:
        return None
    return next((role for role in iam_backends[account][PARTITION].roles.values() if role.arn == arn), None)


def role_account(arn: str) -> str:
    found = re.fullmatch(rf"arn:{PARTITION}:iam::(\d{{12}}):role/.+", arn)
    if found is None:
        raise AwsError("ValidationError", f"{arn} is invalid")
    return found[1]


def lets_in(role: Role, caller: Caller, request: Request) -> bool:
    matches = {"Allow": set[str](), "Deny": set[str]()}
    try:
        for statement in statements(role.assume_role_policy_document):
            match = principal_match(statement, caller)
            if match is not None and applies(statement, request):
                matches[statement["Effect"]].add(match)
        if matches["Deny"] or not matches["Allow"]:
            return False
        own = effects(own_policies(caller), request)
    except Unknown as element:
        raise cannot_judge(element) from None
    # A trust in an account delegates to that account: the caller's own policies must allow the call too.
    is_enough = "named" in matches["Allow"] and role_account(role.arn) == caller.account
    return "Deny" not in own and (is_enough or "Allow" in own)


def lets_web_identity_in(role: Role, provider_arn: str, request: Request) -> bool:
    found = set()
    try:
        for statement in statements(role.assume_role_policy_document):
            principals = principals_of(statement)
            names = ["*"] if principals == "*" else as_list(principals.get("Federated", []))
            if (provider_arn in names or "*" in names) and applies(statement, request):
                found.add(statement["Effect"])
    except Unknown as element:
        raise cannot_judge(element) from None
    return found == {"Allow"}


def principal_match(statement: dict[str, Any], caller: Caller) -> str | None:
    principals = principals_of(statement)
    names = ["*"] if principals == "*" else as_list(principals.get("AWS", []))
    if caller.arn in names or caller.session_arn in names:
        return "named"
    root = f"arn:{PARTITION}:iam::{caller.account}:root"
    return "account" if root in names or caller.account in names or "*" in names else None


def principals_of(statement: dict[str, Any]) -> Any:
    if "NotPrincipal" in statement:
        raise Unknown("NotPrincipal")
    return statement["Principal"]


def own_policies(caller: Caller) -> list[Any]:
    iam = iam_backends[caller.account][PARTITION]
    if caller.is_role:
        role = find_role(caller.arn)
        owners = [] if role is None else [role]
        if role is not None and role.permissions_boundary_arn:
            raise Unknown("permissions boundary")
    else:
        name = caller.arn.rsplit("/", 1)[-1]
        owners = [iam.users[name], *iam.get_groups_for_user(name)]
        if iam.users[name].permissions_boundary:
            raise Unknown("permissions boundary")
    inline = [policy for owner in owners for policy in owner.policies.values()]
    managed = [policy for owner in owners for policy in owner.managed_policies.values()]
    return [*inline, *(version.document for policy in managed for version in policy.versions if version.is_default)]


def cannot_judge(element: Unknown) -> AwsError:
    return AwsError("EmulatorNotImplemented", f"the sandbox's AWS emulator cannot judge {element}")
