"""GuardDuty, whose organization moto lacks: detectors, and what the administrator enables in the members. No
findings.

API pages: CreateDetector, ListDetectors, GetDetector, UpdateDetector, DeleteDetector,
DescribeOrganizationConfiguration, UpdateOrganizationConfiguration, ListMembers of the GuardDuty API reference;
GuardDuty User Guide, "Managing GuardDuty accounts with AWS Organizations" (the administrator's detector is
created with the delegation) and "Adding members to the organization" (the management account becomes a member
once it has a detector)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from moto.core.utils import utcnow

from . import own_delegations
from .rest_service import Answer, Call, Refusal, active_accounts, management_of, serving

PLANS = ("S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING")
AGENTS = ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT")


@dataclass
class Detector:
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    enabled: bool = True
    tags: dict[str, str] = field(default_factory=dict)
    made: str = field(default_factory=lambda: utcnow().strftime("%Y-%m-%dT%H:%M:%SZ"))
    # Only in the administrator's detector: what its members get.
    members: str = "NONE"
    plans: dict[str, str] = field(default_factory=lambda: dict.fromkeys(PLANS, "NONE"))
    agents: dict[str, str] = field(default_factory=lambda: dict.fromkeys(AGENTS, "NONE"))
    seen: set[str] = field(default_factory=set)  # who was there when NEW was set
    joined: list[str] = field(default_factory=list)


detectors: dict[tuple[str, str], Detector] = {}  # by account and region


def install() -> None:
    own_delegations.AFTER["guardduty"] = lambda account, region: detectors.setdefault((account, region), Detector())


def respond(call: Call) -> Answer:
    own = detectors.get((call.account, call.region))
    match (call.method, *call.path):
        case ("POST", "detector"):
            if own is not None:
                raise refused("a detector already exists for the current account.")
            made = Detector(enabled=call.body["enable"], tags=call.body.get("tags", {}))
            detectors[call.account, call.region] = made
            return {"detectorId": made.id}
        case ("GET", "detector"):
            return {"detectorIds": [own.id] if own else []}
        case (_, "detector", detector_id, *_) if own is None or own.id != detector_id:
            raise refused("the input detectorId is not owned by the current account.")
    assert own is not None
    match (call.method, *call.path):
        case ("GET", "detector", _):
            return {
                "status": "ENABLED" if own.enabled else "DISABLED",
                "findingPublishingFrequency": "SIX_HOURS",
                "serviceRole": f"arn:aws:iam::{call.account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty",
                "createdAt": own.made,
                "updatedAt": own.made,
                "tags": own.tags,
            }
        case ("POST", "detector", _):
            own.enabled = call.body.get("enable", own.enabled)
            return {}
        case ("DELETE", "detector", _):
            if is_administrator(call) and members(own, call):
                raise refused("cannot delete detector while it has invited or associated members")
            del detectors[call.account, call.region]
            return {}
        case ("GET" | "POST", "detector", _, "admin") | ("GET", "detector", _, "member") if not is_administrator(call):
            raise refused("the account is not the delegated administrator of the organization.")
        case ("GET", "detector", _, "admin"):
            return {
                "autoEnable": own.members != "NONE",
                "memberAccountLimitReached": False,
                "autoEnableOrganizationMembers": own.members,
                "features": features(own),
            }
        case ("POST", "detector", _, "admin"):
            update(own, call)
            return {}
        case ("GET", "detector", _, "member"):
            return {
                "members": [
                    {"accountId": each, "relationshipStatus": "Enabled", "administratorId": call.account, "masterId": call.account}
                    for each in members(own, call)
                ]
            }
    raise NotImplementedError("is not implemented")


def update(own: Detector, call: Call) -> None:
    wanted = call.body.get("autoEnableOrganizationMembers")
    if (wanted is None) == ("autoEnable" not in call.body):
        raise refused("either autoEnableOrganizationMembers or autoEnable must be given, and not both.")
    members(own, call)  # by the setting until now
    own.members = wanted or ("NEW" if call.body["autoEnable"] else "NONE")
    own.seen = set(active_accounts(call.account))
    for feature in call.body.get("features", []):
        if feature["name"] not in own.plans:
            raise refused(f"the feature {feature['name']} is not known.")
        own.plans[feature["name"]] = feature["autoEnable"]
        for agent in feature.get("additionalConfiguration", []):
            own.agents[agent["name"]] = agent["autoEnable"]


def members(own: Detector, call: Call) -> list[str]:
    """Accounts that are members, including those that join automatically. A closed account is not."""
    active = active_accounts(call.account)
    management = management_of(call.account)
    for account in active:
        wanted = own.members == "ALL" or (own.members == "NEW" and account not in own.seen)
        is_ready = account != management or (account, call.region) in detectors
        if account != call.account and account not in own.joined and wanted and is_ready:
            own.joined.append(account)
            detectors.setdefault((account, call.region), Detector())
    return [account for account in own.joined if account in active]


def features(own: Detector) -> list[dict[str, Any]]:
    return [
        {
            "name": plan,
            "autoEnable": status,
            "additionalConfiguration": [
                {"name": agent, "autoEnable": on} for agent, on in (own.agents.items() if plan == "RUNTIME_MONITORING" else ())
            ],
        }
        for plan, status in own.plans.items()
    ]


def is_administrator(call: Call) -> bool:
    return own_delegations.admins.get((management_of(call.account), "guardduty", call.region)) == call.account


def refused(reason: str) -> Refusal:
    return Refusal("BadRequestException", f"The request is rejected because {reason}")


serve = serving("guardduty", respond)
