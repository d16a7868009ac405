"""CloudTrail: requirements of an organization's trail, and checks of event selectors. Who sees which trail is in
trails_seen.py.

API pages: CreateTrail (its errors), PutEventSelectors, GetEventSelectors, GetInsightSelectors,
AdvancedFieldSelector; user guide, "Creating a trail for an organization", "Amazon S3 bucket policy for
CloudTrail" and "Logging management events" (what a trail without selectors logs)."""

from __future__ import annotations

import json
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend, Trail
from moto.cloudtrail.responses import CloudTrailResponse
from moto.s3.models import s3_backends

from . import trails_seen
from .aws_error import AwsError
from .caller import PARTITION, organization_of
from .delegation import administers
from .policy import Request, lets_service
from .trails_seen import SERVICE, management_of

# What a trail logs if it has no selectors.
DEFAULT_SELECTOR = {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [], "ExcludeManagementEventSources": []}


def install() -> None:
    CloudTrailBackend.create_trail = new_name(CloudTrailBackend.create_trail)  # type: ignore[method-assign]
    trails_seen.install()
    add_organization_trails()
    add_event_selectors()


def new_name(create: Any) -> Any:
    def wrapped(self: CloudTrailBackend, name: str, *args: Any, **kwargs: Any) -> Any:
        if name in self.trails:
            raise AwsError("TrailAlreadyExistsException", f"Trail {name} already exists for customer: {self.account_id}")
        return create(self, name, *args, **kwargs)

    return wrapped


def add_organization_trails() -> None:
    """The management account owns the organization's trail, even if a delegated administrator created it."""
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
    """A request must have one of the two kinds of selectors, and it replaces the other; moto keeps the old ones if a
    request has none."""
    description = Trail.description

    def put(self: Trail, event_selectors: Any, advanced_event_selectors: Any) -> None:
        if bool(event_selectors) == bool(advanced_event_selectors):
            raise invalid_selectors("Specify a value for either EventSelectors or AdvancedEventSelectors.")
        for selector in advanced_event_selectors or []:
            judge_selector(selector)
        self.event_selectors = event_selectors or []
        self.advanced_event_selectors = advanced_event_selectors or []

    def described(self: Trail, *args: Any, **kwargs: Any) -> Any:
        plain = [{"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}]
        custom = bool(self.advanced_event_selectors) or self.event_selectors not in ([], plain, [DEFAULT_SELECTOR])
        return {**description(self, *args, **kwargs), "HasCustomEventSelectors": custom, "HasInsightSelectors": bool(self.insight_selectors)}

    def get_event_selectors(self: CloudTrailResponse) -> str:
        trail = self.cloudtrail_backend.get_trail(self._get_param("TrailName"))
        if trail.advanced_event_selectors:
            return json.dumps({"TrailARN": trail.arn, "AdvancedEventSelectors": trail.advanced_event_selectors})
        return json.dumps({"TrailARN": trail.arn, "EventSelectors": trail.event_selectors or [DEFAULT_SELECTOR]})

    def get_insight_selectors(self: CloudTrailResponse) -> str:
        trail = self.cloudtrail_backend.get_trail(self._get_param("TrailName"))
        if not trail.insight_selectors:
            raise AwsError("InsightNotEnabledException", f"Trail {trail.arn} does not have Insights enabled.")
        return json.dumps({"TrailARN": trail.arn, "InsightSelectors": trail.insight_selectors})

    Trail.put_event_selectors = put  # type: ignore[method-assign]
    CloudTrailResponse.get_event_selectors = get_event_selectors  # type: ignore[method-assign]
    CloudTrailResponse.get_insight_selectors = get_insight_selectors  # type: ignore[method-assign]
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


def check_bucket_policy(trail: Trail) -> None:
    """CloudTrail tries its two calls, with both prefixes for an organization's trail."""
    bucket = s3_backends[trail.account_id][PARTITION].get_bucket(trail.bucket_name)
    arn = f"arn:{PARTITION}:s3:::{trail.bucket_name}"
    context = {"aws:sourcearn": trail.arn, "aws:securetransport": "true", "s3:x-amz-acl": "bucket-owner-full-control"}
    owner = management_of(trail.account_id) if trail.is_org_trail else trail.account_id
    prefixes = [owner, organization_of(trail.account_id)] if trail.is_org_trail else [owner]
    requests = [Request("s3:GetBucketAcl", arn, context)]
    requests += [Request("s3:PutObject", f"{arn}/AWSLogs/{prefix}/file", context) for prefix in prefixes]
    if not all(lets_service(bucket.policy, SERVICE, request) for request in requests):
        message = f"Incorrect S3 bucket policy is detected for bucket: {trail.bucket_name}"
        raise AwsError("InsufficientS3BucketPolicyException", message)
