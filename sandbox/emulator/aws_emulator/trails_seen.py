"""CloudTrail: who sees which trail. An organization trail has a shadow in every account, and a multi-region trail
has one in every region.

API pages: DescribeTrails (trailNameList, includeShadowTrails), ListTrails, GetTrail, GetTrailStatus (`Name`: a
member passes the ARN; times of deliveries), StopLogging and its siblings (NotOrganizationMasterAccountException);
user guide, "Creating a trail for an organization" (members see the trail and cannot change it; the management
account owns it, even if another account created it)."""

from __future__ import annotations

import json
from typing import Any

from moto.cloudtrail.exceptions import TrailNotFoundException
from moto.cloudtrail.models import CloudTrailBackend, Trail, TrailStatus, cloudtrail_backends
from moto.cloudtrail.responses import CloudTrailResponse
from moto.organizations.models import organizations_backends

from .aws_error import AwsError
from .caller import PARTITION
from .delegation import administers

SERVICE = "cloudtrail.amazonaws.com"


def install() -> None:
    backend = CloudTrailBackend
    get_trail = backend.get_trail

    def get(self: CloudTrailBackend, name_or_arn: str) -> Trail:
        if not name_or_arn.startswith("arn:"):
            own = next((trail for trail in owned_by(self.account_id) if trail.trail_name == name_or_arn and is_home(trail, self)), None)
            return own or get_trail(self, name_or_arn)
        found = next((trail for trail in seen_by(self.account_id) if trail.arn == name_or_arn), None)
        if found is None:
            raise TrailNotFoundException(account_id=self.account_id, name=name_or_arn)
        return found

    def status(self: CloudTrailBackend, name: str) -> TrailStatus:
        return self.get_trail(name).status

    def shown_status(self: CloudTrailResponse) -> str:
        trail = self.cloudtrail_backend.get_trail(self._get_param("Name"))
        shown = trail.status.description()
        delivered = shown.get("LatestDeliveryTime")
        if delivered is not None and trail.cw_log_group_arn:
            shown["LatestCloudWatchLogsDeliveryTime"] = delivered
        if delivered is not None and trail.log_validation:
            shown["LatestDigestDeliveryTime"] = delivered
        return json.dumps(shown)

    def delete(self: CloudTrailBackend, name: str) -> None:
        trail = self.get_trail(name)
        del cloudtrail_backends[trail.account_id][trail.region_name].trails[trail.trail_name]

    def describe(self: CloudTrailResponse) -> str:
        here = self.cloudtrail_backend
        names = self._get_param("trailNameList") or []
        seen = seen_by(self.current_account)
        own = [trail for trail in owned_by(self.current_account) if is_home(trail, here)]
        if names:
            found = [trail for trail in seen if trail.arn in names] + [trail for trail in own if trail.trail_name in names]
        elif self._get_bool_param("includeShadowTrails", True):
            found = [trail for trail in seen if trail.is_multi_region or is_home(trail, here)]
        else:
            found = own
        return json.dumps({"trailList": [trail.description(include_region=True) for trail in found]})

    backend.get_trail = get  # type: ignore[method-assign]
    backend.get_trail_status = status  # type: ignore[method-assign]
    backend.delete_trail = delete  # type: ignore[method-assign]
    backend.list_trails = lambda self: seen_by(self.account_id)  # type: ignore[method-assign]
    CloudTrailResponse.get_trail_status = shown_status  # type: ignore[method-assign]
    CloudTrailResponse.describe_trails = describe  # type: ignore[method-assign]
    for name in ("start_logging", "stop_logging", "update_trail", "delete_trail", "put_event_selectors", "put_insight_selectors"):
        setattr(backend, name, by_its_administrators(getattr(backend, name)))


def by_its_administrators(change: Any) -> Any:
    """Only the management account and CloudTrail's delegated administrators may change the organization's trail."""

    def changed(self: CloudTrailBackend, *args: Any, **kwargs: Any) -> Any:
        name = args[0] if args else kwargs["name"] if "name" in kwargs else kwargs["trail_name"]
        trail = self.get_trail(name)
        if trail.is_org_trail and not administers(self.account_id, SERVICE):
            message = "The account is neither the organization's management account nor a delegated administrator of CloudTrail."
            raise AwsError("NotOrganizationMasterAccountException", message)
        return change(self, *args, **kwargs)

    return changed


def is_home(trail: Trail, backend: CloudTrailBackend) -> bool:
    return bool(trail.region_name == backend.region_name)


def owned_by(account: str) -> list[Trail]:
    """Trails that the account may address by name: its own, which for the management account are all of the
    organization's; a delegated administrator's those that it created (the provider does so)."""
    return [trail for trail in seen_by(account) if account in (trail.account_id, trail.arn.split(":")[4])]


def seen_by(account: str) -> list[Trail]:
    """Its own trails and the organization's, of all regions."""
    family = [other for other in list(cloudtrail_backends) if other == account or management_of(other) == management_of(account)]
    trails = (trail for other in family for backend in cloudtrail_backends[other].values() for trail in backend.trails.values())
    return [trail for trail in trails if trail.account_id == account or trail.is_org_trail]


def management_of(account: str) -> str:
    return str(organizations_backends.master_accounts.get(account, (account, PARTITION))[0])
