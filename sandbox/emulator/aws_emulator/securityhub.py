"""Security Hub with central configuration, of which moto has nothing: hubs, the aggregation of findings, and policies of the organization.
No findings and no controls.

API pages: EnableSecurityHub, DescribeHub, UpdateSecurityHubConfiguration, DisableSecurityHub, GetEnabledStandards, BatchEnableStandards,
DescribeOrganizationConfiguration, UpdateOrganizationConfiguration, CreateFindingAggregator, GetFindingAggregator, ListFindingAggregators,
UpdateFindingAggregator, DeleteFindingAggregator, CreateConfigurationPolicy, GetConfigurationPolicy, UpdateConfigurationPolicy,
DeleteConfigurationPolicy, StartConfigurationPolicyAssociation, GetConfigurationPolicyAssociation, StartConfigurationPolicyDisassociation,
ListMembers; Security Hub User Guide, "Enabling central configuration" (a home region, and what must be off before).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from moto.core.utils import utcnow
from moto.organizations.models import organizations_backends

from . import own_delegations
from .caller import PARTITION
from .rest_service import Answer, Call, Refusal, active_accounts, management_of, serving

NO_CENTRAL = "Must be a Security Hub delegated administrator with Central Configuration enabled"


@dataclass
class Hub:
    controls: bool = True
    generator: str = "SECURITY_CONTROL"
    standards: set[str] = field(default_factory=set)
    at: str = field(default_factory=lambda: utcnow().strftime("%Y-%m-%dT%H:%M:%S.000Z"))


@dataclass
class Organization:
    """The administrator's settings: only in its home region, except `auto` and `standards`, which each region has."""

    auto: dict[str, bool] = field(default_factory=dict)
    standards: dict[str, str] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)  # regions in which accounts have become members, which no other setting ends
    central: str | None = None  # the home region
    aggregator: dict[str, Any] | None = None
    policies: dict[str, dict[str, Any]] = field(default_factory=dict)
    associations: dict[str, str] = field(default_factory=dict)  # policy by root, unit or account


hubs: dict[tuple[str, str], Hub] = {}  # by account and region, but for those that a policy makes
organizations: dict[str, Organization] = {}  # by administrator


def respond(call: Call) -> Answer:
    own = organizations.setdefault(call.account, Organization())
    match (call.method, *call.path):
        case ("POST", "accounts"):
            if hub_of(call.account, call.region):
                raise Refusal("ResourceConflictException", "Account is already subscribed to Security Hub", "409 Conflict")
            standards = {default_standard(call.region)} if call.body.get("EnableDefaultStandards", True) else set()
            hubs[call.account, call.region] = Hub(generator=call.body.get("ControlFindingGenerator", "SECURITY_CONTROL"), standards=standards)
            return {}
    hub = hub_of(call.account, call.region)
    if hub is None:
        message = f"Account {call.account} is not subscribed to AWS Security Hub"
        raise Refusal("InvalidAccessException", message, "401 Unauthorized")
    match (call.method, *call.path):
        case ("GET", "accounts"):
            arn = f"arn:{PARTITION}:securityhub:{call.region}:{call.account}:hub/default"
            return {"HubArn": arn, "SubscribedAt": hub.at, "AutoEnableControls": hub.controls, "ControlFindingGenerator": hub.generator}
        case ("PATCH", "accounts"):
            hub.controls = call.body.get("AutoEnableControls", hub.controls)
            hub.generator = call.body.get("ControlFindingGenerator", hub.generator)
            return {}
        case ("DELETE", "accounts"):
            if is_administrator(call):
                raise invalid("Cannot disable Security Hub on the Security Hub administrator")
            if policy_of(call.account, call.region):
                raise denied("The account is centrally managed.")
            del hubs[call.account, call.region]
            return {}
        case ("POST", "standards", "get"):
            return {
                "StandardsSubscriptions": [
                    {
                        "StandardsArn": arn,
                        "StandardsSubscriptionArn": f"arn:{PARTITION}:securityhub:{call.region}:{call.account}:subscription/{arn.split('/', 1)[1]}",
                        "StandardsInput": {},
                        "StandardsStatus": "READY",
                    }
                    for arn in sorted(hub.standards)
                ]
            }
        case ("POST", "standards", "register"):
            if policy_of(call.account, call.region):
                raise denied("The account is centrally managed.")
            hub.standards |= {each["StandardsArn"] for each in call.body["StandardsSubscriptionRequests"]}
            return {"StandardsSubscriptions": []}
        case ("GET", "findingAggregator", "list"):
            return {"FindingAggregators": [{"FindingAggregatorArn": own.aggregator["FindingAggregatorArn"]}] if own.aggregator else []}
        case ("POST", "findingAggregator", "create"):
            if own.aggregator is not None:
                raise invalid("There is a finding aggregator already.")
            arn = f"arn:{PARTITION}:securityhub:{call.region}:{call.account}:finding-aggregator/{uuid.uuid4()}"
            own.aggregator = {"FindingAggregatorArn": arn, "FindingAggregationRegion": call.region, **linking(call.body)}
            return own.aggregator
        case (_, "findingAggregator", *_):
            arn = "/".join(call.path[2:]) if len(call.path) > 2 else call.body["FindingAggregatorArn"]
            if own.aggregator is None or own.aggregator["FindingAggregatorArn"] != arn:
                raise missing("There is no such finding aggregator.")
            if call.method == "DELETE":
                if own.central:
                    raise invalid("Central configuration needs the finding aggregator.")
                own.aggregator = None
                return {}
            if call.method == "PATCH":
                own.aggregator = {**own.aggregator, **linking(call.body)}
            return own.aggregator
    if not is_administrator(call):
        if call.path[0].startswith("configurationPolicy"):
            raise denied(NO_CENTRAL)
        message = f"Account {call.account} is not an administrator for this organization"
        raise Refusal("InvalidAccessException", message, "401 Unauthorized")
    match (call.method, *call.path):
        case ("GET", "organization", "configuration"):
            kind = "CENTRAL" if own.central else "LOCAL"
            return {
                "AutoEnable": own.auto.get(call.region, False),
                "MemberAccountLimitReached": False,
                "AutoEnableStandards": own.standards.get(call.region, "NONE" if own.central else "DEFAULT"),
                "OrganizationConfiguration": {"ConfigurationType": kind, "Status": "ENABLED"},
            }
        case ("POST", "organization", "configuration"):
            configure(own, call)
            return {}
        case ("GET", "members"):
            members = active_accounts(call.account) if call.region in own.joined else []
            return {
                "Members": [
                    {"AccountId": each, "MemberStatus": "Enabled", "AdministratorId": call.account, "MasterId": call.account}
                    for each in members
                    if each != call.account
                ]
            }
    if own.central != call.region:
        raise denied(NO_CENTRAL)
    return central(own, call)


def configure(own: Organization, call: Call) -> None:
    kind = call.body.get("OrganizationConfiguration", {}).get("ConfigurationType")
    auto, standards = call.body["AutoEnable"], call.body.get("AutoEnableStandards", "DEFAULT")
    if kind == "CENTRAL":
        if own.aggregator is None or own.aggregator["FindingAggregationRegion"] != call.region:
            raise invalid("Central configuration is switched on in the home region, which a finding aggregator makes.")
        if auto or standards != "NONE":
            raise invalid("With central configuration AutoEnable must be false and AutoEnableStandards NONE.")
        own.central = call.region
    elif own.central is not None:
        if kind != "LOCAL" or own.policies or own.associations:
            raise invalid("Central configuration is on: policies and associations go first.")
        own.central = None
    own.auto[call.region], own.standards[call.region] = auto, standards
    if auto:
        own.joined.add(call.region)


def central(own: Organization, call: Call) -> Answer:
    match (call.method, *call.path):
        case ("POST", "configurationPolicy", "create"):
            if any(each["Name"] == call.body["Name"] for each in own.policies.values()):
                raise Refusal("ResourceConflictException", "There is a policy of this name.", "409 Conflict")
            name = str(uuid.uuid4())
            arn = f"arn:{PARTITION}:securityhub:{call.region}:{call.account}:configuration-policy/{name}"
            at = utcnow().strftime("%Y-%m-%dT%H:%M:%S.000Z")
            own.policies[name] = {"Id": name, "Arn": arn, "CreatedAt": at, "UpdatedAt": at, **policy(call.body)}
            return own.policies[name]
        case ("GET", "configurationPolicy", "list"):
            return {"ConfigurationPolicySummaries": [{key: each[key] for key in ("Arn", "Id", "Name")} for each in own.policies.values()]}
        case (method, "configurationPolicy", *_):
            name = call.path[-1].rsplit("/", 1)[-1]
            if name not in own.policies:
                raise missing("There is no such policy.")
            if method == "DELETE":
                if name in own.associations.values():
                    raise Refusal("ResourceConflictException", "The policy is associated.", "409 Conflict")
                del own.policies[name]
                return {}
            if method == "PATCH":
                own.policies[name] = {**own.policies[name], **policy({**own.policies[name], **call.body})}
            return own.policies[name]
        case ("POST", "configurationPolicyAssociation", action) if action in ("associate", "get", "disassociate"):
            [(kind, target)] = call.body["Target"].items()
            if target not in targets(call.account):
                raise missing("There is no such target.")
            if action == "associate":
                name = call.body["ConfigurationPolicyIdentifier"].rsplit("/", 1)[-1]
                if name not in own.policies:
                    raise missing("There is no such policy.")
                own.associations[target] = name
                own.joined |= {call.region, *linked(own.aggregator or {"RegionLinkingMode": "NO_REGIONS"})}
            if action == "disassociate":
                own.associations.pop(target, None)
                return {}
            if target not in own.associations:
                raise missing("There is no association.")
            return {
                "ConfigurationPolicyId": own.associations[target],
                "TargetId": target,
                "TargetType": {"RootId": "ROOT", "OrganizationalUnitId": "ORGANIZATIONAL_UNIT", "AccountId": "ACCOUNT"}[kind],
                "AssociationType": "APPLIED",
                "AssociationStatus": "SUCCESS",
                "AssociationStatusMessage": "",
                "UpdatedAt": utcnow().strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            }
    raise NotImplementedError("is not implemented")


def policy(body: Answer) -> Answer:
    content = body["ConfigurationPolicy"]["SecurityHub"]
    controls = content.get("SecurityControlsConfiguration")
    lists = [key for key in ("EnabledSecurityControlIdentifiers", "DisabledSecurityControlIdentifiers") if key in (controls or {})]
    if content.get("ServiceEnabled") and len(lists) != 1:
        raise invalid("Of enabled and disabled controls exactly one list must be given.")
    return {"Name": body["Name"], "Description": body.get("Description", ""), "ConfigurationPolicy": {"SecurityHub": content}}


def hub_of(account: str, region: str) -> Hub | None:
    """The account's hub. A policy at the root creates one in the home region and in linked regions."""
    ruled = policy_of(account, region)
    if ruled is None:
        return hubs.get((account, region))
    if not ruled["ServiceEnabled"]:
        return None
    hub = hubs.setdefault((account, region), Hub())
    hub.standards = set(ruled.get("EnabledStandardIdentifiers", []))
    return hub


def policy_of(account: str, region: str) -> Answer | None:
    management = management_of(account)
    backend = organizations_backends[management][PARTITION]
    admin = own_delegations.admins.get((management, "securityhub", region))
    own = organizations.get(admin or "")
    if own is None or own.central is None or own.aggregator is None or account not in active_accounts(account):
        return None
    if region not in {own.central, *linked(own.aggregator)}:
        return None
    # The emulator evaluates associations with the root and with the account, not with units.
    name = own.associations.get(account) or own.associations.get(backend.ou[0].id)
    return own.policies[name]["ConfigurationPolicy"]["SecurityHub"] if name else None


def linked(aggregator: dict[str, Any]) -> list[str]:
    if aggregator["RegionLinkingMode"] not in ("SPECIFIED_REGIONS", "NO_REGIONS"):
        raise NotImplementedError("links regions that are not named, which is not implemented")
    return list(aggregator.get("Regions", []))


def linking(body: Answer) -> Answer:
    mode, regions = body["RegionLinkingMode"], body.get("Regions", [])
    if (mode in ("SPECIFIED_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED")) != bool(regions):
        raise invalid(f"{mode} and Regions do not go together.")
    return {"RegionLinkingMode": mode, "Regions": regions}


def targets(account: str) -> set[str]:
    backend = organizations_backends[management_of(account)][PARTITION]
    return {*(unit.id for unit in backend.ou), *active_accounts(account)}


def default_standard(region: str) -> str:
    return f"arn:{PARTITION}:securityhub:{region}::standards/aws-foundational-security-best-practices/v/1.0.0"


def is_administrator(call: Call) -> bool:
    return own_delegations.admins.get((management_of(call.account), "securityhub", call.region)) == call.account


def invalid(message: str) -> Refusal:
    return Refusal("InvalidInputException", message)


def missing(message: str) -> Refusal:
    return Refusal("ResourceNotFoundException", message, "404 Not Found")


def denied(message: str) -> Refusal:
    return Refusal("AccessDeniedException", message, "403 Forbidden")


serve = serving("securityhub", respond)
