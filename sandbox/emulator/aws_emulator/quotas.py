"""Service Quotas: how many accounts an organization may have, and more on request.

API pages: GetServiceQuota, ListServiceQuotas, RequestServiceQuotaIncrease,
ListRequestedServiceQuotaChangeHistoryByQuota; Organizations user guide, "Quotas" (only in us-east-1; the
management account requests; codes may change, names do not). A request is PENDING, then APPROVED; AWS takes
minutes to days for that, and may refuse."""

from __future__ import annotations

import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from moto.core.utils import unix_time, utcnow
from moto.servicequotas.models import ServiceQuotasBackend
from moto.servicequotas.responses import ServiceQuotasResponse

from .aws_error import AwsError

SERVICE = "organizations"
ACCOUNTS = "L-E619E033"
NAME = "Default maximum number of accounts"
# AWS takes longer. A client sees PENDING at least once, even on a busy machine.
DECIDED_AFTER = timedelta(seconds=2)
UNSEEN = timedelta(seconds=60)
MOST = 50_000

initial = 10
requests: list[Request] = []


class Request:
    def __init__(self, account: str, wanted: float) -> None:
        self.id = secrets.token_hex(16)
        self.account = account
        self.wanted = wanted
        self.made: datetime = utcnow()
        self.is_seen = False  # was listed as PENDING

    @property
    def status(self) -> str:
        return "APPROVED" if utcnow() - self.made >= (DECIDED_AFTER if self.is_seen else UNSEEN) else "PENDING"

    def describe(self) -> dict[str, Any]:
        return {
            "Id": self.id,
            "ServiceCode": SERVICE,
            "ServiceName": "AWS Organizations",
            "QuotaCode": ACCOUNTS,
            "QuotaName": NAME,
            "DesiredValue": self.wanted,
            "Status": self.status,
            "Created": unix_time(self.made),
            "LastUpdated": unix_time(self.made),
            "GlobalQuota": True,
            "Unit": "None",
            "QuotaRequestedAtLevel": "ACCOUNT",
        }


def install(account_quota: int) -> None:
    global initial
    initial = account_quota
    get = ServiceQuotasBackend.get_service_quota

    def get_service_quota(self: ServiceQuotasBackend, service_code: str, quota_code: str) -> dict[str, Any]:
        if (service_code, quota_code, self.region_name) != (SERVICE, ACCOUNTS, "us-east-1"):
            return get(self, service_code, quota_code)
        return quota()

    ServiceQuotasBackend.get_service_quota = get_service_quota  # type: ignore[method-assign]
    for operation in (list_service_quotas, request_service_quota_increase, list_requested_service_quota_change_history_by_quota):
        setattr(ServiceQuotasResponse, operation.__name__, operation)


def accounts() -> int:
    """How many accounts the organization may have at the moment."""
    return int(max([float(initial), *(each.wanted for each in requests if each.status == "APPROVED")]))


def quota() -> dict[str, Any]:
    return {
        "ServiceCode": SERVICE,
        "ServiceName": "AWS Organizations",
        "QuotaCode": ACCOUNTS,
        "QuotaName": NAME,
        "Value": float(accounts()),
        "Unit": "None",
        "Adjustable": True,
        "GlobalQuota": True,
    }


def asked(self: ServiceQuotasResponse, *, code: bool = True) -> dict[str, Any]:
    params: dict[str, Any] = json.loads(self.body)
    known = params.get("ServiceCode") == SERVICE and self.region == "us-east-1" and (not code or params.get("QuotaCode") == ACCOUNTS)
    if not known:
        raise AwsError("NoSuchResourceException", "The request failed because the specified service does not exist.")
    return params


def list_service_quotas(self: ServiceQuotasResponse) -> str:
    asked(self, code=False)
    units = {"QuotaCode": "L-0F0F51F4", "QuotaName": "Number of OUs in an organization", "Value": 2000.0, "Adjustable": False}
    return json.dumps({"Quotas": [{**quota(), **units}, quota()]})


def request_service_quota_increase(self: ServiceQuotasResponse) -> str:
    wanted = float(asked(self)["DesiredValue"])
    if wanted <= accounts() or wanted > MOST:
        raise AwsError("IllegalArgumentException", "The desired value is not higher than the current one, or too high.")
    if any(each.status == "PENDING" for each in requests):
        raise AwsError("ResourceAlreadyExistsException", "Only one open service quota increase request is allowed per quota.")
    made = Request(self.current_account, wanted)
    requests.append(made)
    return json.dumps({"RequestedQuota": made.describe()})


def list_requested_service_quota_change_history_by_quota(self: ServiceQuotasResponse) -> str:
    status = asked(self).get("Status")
    own = [each for each in reversed(requests) if each.account == self.current_account]
    found = [each.describe() for each in own]
    for each in own:
        each.is_seen = True
    return json.dumps({"RequestedQuotas": [each for each in found if status in (None, each["Status"])]})
