"""Organizations: accounts that close or leave.

API pages: CloseAccount, RemoveAccountFromOrganization; user guide, "Quotas for AWS Organizations" (closing
accounts). When an account was closed, CloudTrail shows: LookupEvents, by the event's name only, as logged in
us-east-1 (user guide, "Logging with AWS CloudTrail")."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from moto.cloudtrail.responses import CloudTrailResponse
from moto.core.utils import unix_time, utcnow
from moto.organizations.exceptions import AccountAlreadyClosedException, ConstraintViolationException, OrganizationsClientError
from moto.organizations.models import FakeAccount, OrganizationsBackend

from .aws_error import AwsError

# AWS takes minutes. A client sees PENDING_CLOSURE at least once, even on a busy machine, and has time for some calls in
# this state.
CLOSING = timedelta(seconds=3)
UNSEEN = timedelta(seconds=60)
AT_ONCE = 3
PERIOD = timedelta(days=30)

closed_at: dict[str, datetime] = {}
closed_by: dict[str, str] = {}  # the management account of the time
seen: set[str] = set()  # accounts that were described while they were closing


def install() -> None:
    describe = FakeAccount.describe
    remove = OrganizationsBackend.remove_account_from_organization

    def describe_settled(self: FakeAccount) -> dict[str, Any]:
        settle(self)
        if self.state == "PENDING_CLOSURE":
            seen.add(self.id)
        return describe(self)

    def remove_account(self: OrganizationsBackend, **kwargs: str) -> None:
        if kwargs["AccountId"] == self.account_id:
            raise OrganizationsClientError("MasterCannotLeaveOrganizationException", "The management account cannot leave.")
        if any(admin.account.id == kwargs["AccountId"] for admin in self.admins):
            raise ConstraintViolationException("You cannot remove a delegated administrator from the organization.")
        remove(self, **kwargs)

    CloudTrailResponse.lookup_events = lookup_events  # type: ignore[attr-defined]
    FakeAccount.describe = describe_settled  # type: ignore[method-assign]
    OrganizationsBackend.close_account = close  # type: ignore[method-assign]
    OrganizationsBackend.remove_account_from_organization = remove_account  # type: ignore[method-assign]


def settle(account: FakeAccount) -> None:
    if account.state != "PENDING_CLOSURE":
        return
    if utcnow() - closed_at[account.id] >= (CLOSING if account.id in seen else UNSEEN):
        account.status = "SUSPENDED"  # the field that AWS retired in September 2026, and moto still returns
        account.state = "CLOSED"


def close(self: OrganizationsBackend, **kwargs: Any) -> None:
    """The state is PENDING_CLOSURE now, and CLOSED a while later."""
    account = self.get_account_by_id(kwargs["AccountId"])
    if account.id == self.account_id:
        raise ConstraintViolationException("You cannot close the management account.")  # CANNOT_CLOSE_MANAGEMENT_ACCOUNT
    for each in self.accounts:
        settle(each)
    if account.state == "PENDING_CLOSURE":
        raise OrganizationsClientError("ConflictException", "The account is being closed already.")
    if account.state != "ACTIVE":
        raise AccountAlreadyClosedException
    members = [each for each in self.accounts if each.id != self.account_id]
    recent = [each for each in members if each.id in closed_at and utcnow() - closed_at[each.id] < PERIOD]
    if len(recent) >= min(1000, max(10, len(members) // 10)):
        # CLOSE_ACCOUNT_QUOTA_EXCEEDED
        raise ConstraintViolationException("You have exceeded close account quota for the past 30 days.")
    if sum(each.state == "PENDING_CLOSURE" for each in members) >= AT_ONCE:
        # CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED
        raise ConstraintViolationException("You have exceeded the number of accounts that you can close at a time.")
    account.status = account.state = "PENDING_CLOSURE"
    closed_at[account.id] = utcnow()
    closed_by[account.id] = self.account_id


def lookup_events(self: CloudTrailResponse) -> str:
    params = json.loads(self.body)
    attributes = {each["AttributeKey"]: each["AttributeValue"] for each in params.get("LookupAttributes", [])}
    if set(attributes) != {"EventName"} or attributes["EventName"] != "CloseAccount":
        raise AwsError("EmulatorNotImplemented", f"Events are looked up by the name CloseAccount alone, not by {attributes}.")
    # Logged in the region of Organizations.
    accounts = [each for each, by in closed_by.items() if by == self.current_account] if self.region == "us-east-1" else []
    found = [(closed_at[each], each) for each in accounts if unix_time(closed_at[each]) >= params.get("StartTime", 0)]
    events = [event(each, at) for at, each in sorted(found, reverse=True)]
    start = int(params.get("NextToken") or 0)
    end = start + int(params.get("MaxResults") or 50)
    return json.dumps({"Events": events[start:end], **({"NextToken": str(end)} if end < len(events) else {})})


def event(account: str, at: datetime) -> dict[str, Any]:
    name, source = "CloseAccount", "organizations.amazonaws.com"
    record = {"eventName": name, "eventSource": source, "awsRegion": "us-east-1", "requestParameters": {"accountId": account}}
    return {"EventName": name, "EventSource": source, "EventTime": unix_time(at), "CloudTrailEvent": json.dumps(record)}
