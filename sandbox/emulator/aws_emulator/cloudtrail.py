"""CloudTrail: a trail may be named by its ARN, as the Terraform provider does, an organization's trail asks for more, and event selectors are judged.

API pages: StartLogging, GetTrailStatus, CreateTrail (its errors), PutEventSelectors, AdvancedFieldSelector; user guide, "Creating a trail for an organization" and "Amazon S3
bucket policy for CloudTrail".
"""

from __future__ import annotations

from typing import Any

from moto.cloudtrail.models import CloudTrailBackend, Trail, cloudtrail_backends
from moto.organizations.models import organizations_backends
from moto.s3.models import s3_backends

from .aws_error import AwsError
from .caller import PARTITION, organization_of
from .delegation import administers
from .policy import Request, applies, as_list, statements

SERVICE = "cloudtrail.amazonaws.com"


def install() -> None:
    for name in ("start_logging", "stop_logging", "update_trail", "delete_trail"):
        setattr(CloudTrailBackend, name, by_name(getattr(CloudTrailBackend, name)))
    for name in ("put_event_selectors", "get_event_selectors", "put_insight_selectors", "get_insight_selectors"):
        setattr(CloudTrailBackend, name, by_trail_name(getattr(CloudTrailBackend, name)))
    CloudTrailBackend.get_trail_status = status_of(by_name(CloudTrailBackend.get_trail_status))  # type: ignore[method-assign]
    CloudTrailBackend.create_trail = new_name(CloudTrailBackend.create_trail)  # type: ignore[method-assign]
    add_organization_trails()
    add_event_selectors()


def new_name(create: Any) -> Any:
    def wrapped(self: CloudTrailBackend, name: str, *args: Any, **kwargs: Any) -> Any:
        if name in self.trails:
            raise AwsError("TrailAlreadyExistsException", f"Trail {name} already exists for customer: {self.account_id}")
        return create(self, name, *args, **kwargs)

    return wrapped


def by_name(operation: Any) -> Any:
    def wrapped(self: CloudTrailBackend, name: str, *args: Any, **kwargs: Any) -> Any:
        return operation(self, name.rsplit("/", 1)[-1], *args, **kwargs)

    return wrapped


def by_trail_name(operation: Any) -> Any:
    def wrapped(self: CloudTrailBackend, trail_name: str, **kwargs: Any) -> Any:
        return operation(self, trail_name.rsplit("/", 1)[-1], **kwargs)

    return wrapped


def status_of(own: Any) -> Any:
    """Every account of an organization may ask for the status of the organization's trail, by its ARN (GetTrailStatus, `Name`)."""

    def wrapped(self: CloudTrailBackend, name: str) -> Any:
        accounts = [account for account in cloudtrail_backends if management_of(account) == management_of(self.account_id)]
        shared = (
            trail.status
            for account in accounts
            for backend in cloudtrail_backends[account].values()
            for trail in backend.trails.values()
            if trail.is_org_trail and trail.arn == name
        )
        return next(shared, None) or own(self, name)

    return wrapped


def add_organization_trails() -> None:
    """The management account owns the organization's trail, whoever of the two administrators made it."""
    own_arn = Trail.arn
    create = Trail.__init__

    def arn(self: Trail) -> str:
        owner = management_of(self.account_id) if self.is_org_trail else self.account_id
        return str(own_arn.fget(self)).replace(f":{self.account_id}:", f":{owner}:")  # type: ignore[attr-defined]

    def init(self: Trail, *args: Any, **kwargs: Any) -> None:
        create(self, *args, **kwargs)
        check_bucket_policy(self)
        if self.is_org_trail and not administers(self.account_id, SERVICE):
            message = "The account is neither the organization's management account nor a delegated administrator of CloudTrail."
            raise AwsError("NotOrganizationMasterAccountException", message)

    Trail.arn = property(arn)  # type: ignore[assignment,method-assign]
    Trail.__init__ = init  # type: ignore[method-assign]


def add_event_selectors() -> None:
    """One kind of selectors or the other, never none: moto keeps the old ones where a request has none."""
    description = Trail.description

    def put(self: Trail, event_selectors: Any, advanced_event_selectors: Any) -> None:
        if bool(event_selectors) == bool(advanced_event_selectors):
            raise invalid_selectors("Specify a value for either EventSelectors or AdvancedEventSelectors.")
        for selector in advanced_event_selectors or []:
            judge_selector(selector)
        self.event_selectors = event_selectors or []
        self.advanced_event_selectors = advanced_event_selectors or []

    def described(self: Trail, *args: Any, **kwargs: Any) -> Any:
        own = [{"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}]
        custom = bool(self.advanced_event_selectors) or self.event_selectors not in ([], own)
        return {**description(self, *args, **kwargs), "HasCustomEventSelectors": custom, "HasInsightSelectors": bool(self.insight_selectors)}

    Trail.put_event_selectors = put  # type: ignore[method-assign]
    Trail.description = described  # type: ignore[method-assign]


def judge_selector(selector: dict[str, Any]) -> None:
    fields = {each["Field"]: each for each in selector.get("FieldSelectors", [])}
    category = fields.get("eventCategory", {}).get("Equals", [])
    if category not in (["Management"], ["Data"], ["NetworkActivity"]):
        raise invalid_selectors("eventCategory must equal one of Management, Data and NetworkActivity.")
    types = fields.get("resources.type", {}).get("Equals", [])
    if category == ["Data"] and len(types) != 1:
        raise invalid_selectors("Selectors of data events equal one resources.type.")


def invalid_selectors(message: str) -> AwsError:
    return AwsError("InvalidEventSelectorsException", message)


def management_of(account: str) -> str:
    return str(organizations_backends.master_accounts.get(account, (account, PARTITION))[0])


def check_bucket_policy(trail: Trail) -> None:
    """CloudTrail tries its two calls, and under both prefixes for an organization's trail."""
    bucket = s3_backends[trail.account_id][PARTITION].get_bucket(trail.bucket_name)
    arn = f"arn:{PARTITION}:s3:::{trail.bucket_name}"
    context = {"aws:sourcearn": trail.arn, "aws:securetransport": "true", "s3:x-amz-acl": "bucket-owner-full-control"}
    owner = management_of(trail.account_id) if trail.is_org_trail else trail.account_id
    prefixes = [owner, organization_of(trail.account_id)] if trail.is_org_trail else [owner]
    requests = [Request("s3:GetBucketAcl", arn, context)]
    requests += [Request("s3:PutObject", f"{arn}/AWSLogs/{prefix}/file", context) for prefix in prefixes]
    if not all(lets_cloudtrail(bucket.policy, request) for request in requests):
        message = f"Incorrect S3 bucket policy is detected for bucket: {trail.bucket_name}"
        raise AwsError("InsufficientS3BucketPolicyException", message)


def lets_cloudtrail(policy: bytes | str | None, request: Request) -> bool:
    if not policy:
        return False
    document = policy.decode() if isinstance(policy, bytes) else policy
    met = [statement for statement in statements(document) if is_for_cloudtrail(statement) and applies(statement, request)]
    return bool(met) and all(statement["Effect"] == "Allow" for statement in met)


def is_for_cloudtrail(statement: dict[str, Any]) -> bool:
    principal = statement["Principal"]
    return principal == "*" or SERVICE in as_list(principal.get("Service", []))
