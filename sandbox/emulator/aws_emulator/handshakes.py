"""Organizations: invitations, which moto lacks.

API pages: InviteAccountToOrganization, AcceptHandshake, DeclineHandshake, CancelHandshake, DescribeHandshake,
ListHandshakesForOrganization, ListHandshakesForAccount, LeaveOrganization. An account that was never a member
here may be invited too; nobody has its keys."""

from __future__ import annotations

import json
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from moto.core.utils import unix_time, utcnow
from moto.organizations import utils
from moto.organizations.exceptions import OrganizationsClientError
from moto.organizations.models import FakeAccount, OrganizationsBackend, organizations_backends
from moto.organizations.responses import OrganizationsResponse

from . import quotas
from .caller import PARTITION

VALID = timedelta(days=15)
REMEMBERED = timedelta(days=30)

handshakes: dict[str, Handshake] = {}
outsiders: dict[str, FakeAccount] = {}  # accounts that left, as they were


def install() -> None:
    remove = OrganizationsBackend.remove_account_from_organization

    def remove_account(self: OrganizationsBackend, **kwargs: str) -> None:
        account = self.get_account_by_id(kwargs["AccountId"])
        remove(self, **kwargs)
        outsiders[account.id] = account

    OrganizationsBackend.remove_account_from_organization = remove_account  # type: ignore[method-assign]
    for operation in (invite_account_to_organization, list_handshakes_for_organization, list_handshakes_for_account, describe_handshake):
        setattr(OrganizationsResponse, operation.__name__, operation)
    OrganizationsResponse.cancel_handshake = lambda self: end(self, "CANCELED", own)  # type: ignore[attr-defined]
    OrganizationsResponse.decline_handshake = lambda self: end(self, "DECLINED", addressed)  # type: ignore[attr-defined]
    OrganizationsResponse.accept_handshake = accept_handshake  # type: ignore[attr-defined]
    OrganizationsResponse.leave_organization = leave_organization  # type: ignore[attr-defined]


class Handshake:
    def __init__(self, backend: OrganizationsBackend, target: dict[str, str], notes: str | None) -> None:
        self.id = "h-" + secrets.token_hex(8)
        self.backend = backend
        self.target = target
        self.notes = notes
        self.sent: datetime = utcnow()
        self._state = "OPEN"

    @property
    def state(self) -> str:
        return "EXPIRED" if self._state == "OPEN" and utcnow() > self.sent + VALID else self._state

    @state.setter
    def state(self, value: str) -> None:
        self._state = value

    def describe(self) -> dict[str, Any]:
        org = self.backend.org
        assert org is not None
        arn = f"arn:{PARTITION}:organizations::{org.master_account_id}:handshake/{org.id}/invite/{self.id}"
        return {
            "Id": self.id,
            "Arn": arn,
            "Parties": [{"Id": org.id[2:], "Type": "ORGANIZATION"}, self.target],
            "State": self.state,
            "RequestedTimestamp": unix_time(self.sent),
            "ExpirationTimestamp": unix_time(self.sent + VALID),
            "Action": "INVITE",
            "Resources": [{"Type": "ORGANIZATION", "Value": org.id}, {"Type": self.target["Type"], "Value": self.target["Id"]}],
        }


def refused(code: str, message: str) -> OrganizationsClientError:
    return OrganizationsClientError(code, message)


def constrained(reason: str, message: str) -> OrganizationsClientError:
    error = refused("HandshakeConstraintViolationException", message)
    error.Reason = reason  # type: ignore[attr-defined]
    return error


def backend_of(response: OrganizationsResponse) -> OrganizationsBackend:
    backend = response.organizations_backend
    if backend.org is None:
        raise refused("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
    return backend


def invite_account_to_organization(self: OrganizationsResponse) -> str:
    backend, target = backend_of(self), self.request_params["Target"]
    key = "id" if target["Type"] == "ACCOUNT" else "email"
    if any(getattr(account, key).lower() == target["Id"].lower() for account in backend.accounts):
        raise constrained("ALREADY_IN_AN_ORGANIZATION", "The account is in an organization already.")
    if any(each.state == "OPEN" and each.backend is backend and each.target == target for each in handshakes.values()):
        raise refused("DuplicateHandshakeException", "A handshake with the same action and target already exists.")
    open_ones = sum(each.state == "OPEN" and each.backend is backend for each in handshakes.values())
    if len(backend.accounts) + open_ones >= quotas.accounts():
        raise constrained("ACCOUNT_NUMBER_LIMIT_EXCEEDED", "You have exceeded the allowed number of AWS accounts.")
    if target["Type"] == "ACCOUNT" and not re.fullmatch(r"\d{12}", target["Id"]):
        raise refused("InvalidInputException", "You specified an invalid value: the id of the account.")
    made = Handshake(backend, target, self.request_params.get("Notes"))
    handshakes[made.id] = made
    return json.dumps({"Handshake": made.describe()})


def list_handshakes_for_organization(self: OrganizationsResponse) -> str:
    backend = backend_of(self)
    return listed(self, [each for each in handshakes.values() if each.backend is backend])


def list_handshakes_for_account(self: OrganizationsResponse) -> str:
    return listed(self, [each for each in handshakes.values() if addressed(self, each)])


def listed(self: OrganizationsResponse, found: list[Handshake]) -> str:
    action = self.request_params.get("Filter", {}).get("ActionType", "INVITE")
    recent = [each.describe() for each in found if action == "INVITE" and utcnow() < each.sent + REMEMBERED + VALID]
    start = int(self.request_params.get("NextToken") or 0)
    end = start + int(self.request_params.get("MaxResults") or 20)
    return json.dumps({"Handshakes": recent[start:end], **({"NextToken": str(end)} if end < len(recent) else {})})


def describe_handshake(self: OrganizationsResponse) -> str:
    return json.dumps({"Handshake": existing(self, lambda response, each: own(response, each) or addressed(response, each)).describe()})


def own(response: OrganizationsResponse, handshake: Handshake) -> bool:
    return handshake.backend is response.organizations_backend


def addressed(response: OrganizationsResponse, handshake: Handshake) -> bool:
    account = outsiders.get(response.current_account)
    email = "" if account is None else account.email
    return handshake.target["Id"].lower() in (response.current_account, email.lower())


def existing(self: OrganizationsResponse, may: Any) -> Handshake:
    found = handshakes.get(self.request_params["HandshakeId"])
    if found is None or not may(self, found):
        raise refused("HandshakeNotFoundException", "You specified a handshake that doesn't exist.")
    return found


def end(self: OrganizationsResponse, state: str, may: Any) -> str:
    found = existing(self, may)
    if found.state == state:
        raise refused("HandshakeAlreadyInStateException", "The handshake is in that state already.")
    if found.state != "OPEN":
        raise refused("InvalidHandshakeTransitionException", f"A handshake that is {found.state} cannot become {state}.")
    found.state = state
    return json.dumps({"Handshake": found.describe()})


def accept_handshake(self: OrganizationsResponse) -> str:
    account = outsiders.get(self.current_account)
    if account is None:
        raise refused("AccessDeniedException", "The account is a member of an organization, or none that was one here.")
    answer = end(self, "ACCEPTED", addressed)
    backend = handshakes[self.request_params["HandshakeId"]].backend
    del outsiders[account.id]
    assert backend.org is not None
    account.organization_id = backend.org.id
    account.master_account_id = backend.org.master_account_id
    account.parent_id = backend.org.root_id
    account.joined_method = "INVITED"
    account.create_time = utcnow()
    account.attached_policies = []
    backend.accounts.append(account)
    organizations_backends.master_accounts[account.id] = (backend.account_id, backend.partition)
    for policy in (utils.DEFAULT_SCP_POLICY_ID, utils.DEFAULT_RCP_POLICY_ID):
        backend.attach_policy(PolicyId=policy, TargetId=account.id)
    return answer


def leave_organization(self: OrganizationsResponse) -> str:
    account = str(self.current_account)
    management, partition = organizations_backends.master_accounts.get(account, (account, PARTITION))
    backend = organizations_backends[management][partition]
    if backend.org is None:
        raise refused("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
    if management == account:
        raise refused("MasterCannotLeaveOrganizationException", "The management account cannot leave its organization.")
    backend.remove_account_from_organization(AccountId=account)
    return "{}"
