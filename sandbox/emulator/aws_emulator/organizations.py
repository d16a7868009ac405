"""Organizations: the management account as it is, and AWS's refusals that moto leaves out.

API pages: CreateOrganization, CreateAccount (failure reasons, the role), ListCreateAccountStatus,
CreateOrganizationalUnit, UpdateOrganizationalUnit, DeleteOrganizationalUnit, UpdatePolicy,
EnableAWSServiceAccess, AttachPolicy, EnablePolicyType, DisablePolicyType.
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import unix_time, utcnow
from moto.iam.models import iam_backends
from moto.organizations import models, utils
from moto.organizations.exceptions import DuplicateOrganizationalUnitException, DuplicatePolicyException, OrganizationsClientError
from moto.organizations.models import FakeOrganization, OrganizationsBackend
from moto.organizations.responses import OrganizationsResponse

from . import quotas
from .new_account import ADMINISTRATOR, NewAccount

# Policy types of the API page EnablePolicyType that moto lacks, with the part of the ARN that names them.
MORE_POLICY_TYPES = {
    "BACKUP_POLICY": "backup_policy",
    "BEDROCK_POLICY": "bedrock_policy",
    "CHATBOT_POLICY": "chatbot_policy",
    "DECLARATIVE_POLICY_EC2": "declarative_policy_ec2",
    "GUARDDUTY_POLICY": "guardduty_policy",
    "INSPECTOR_POLICY": "inspector_policy",
    "NETWORK_SECURITY_DIRECTOR_POLICY": "network_security_director_policy",
    "S3_POLICY": "s3_policy",
    "SECURITYHUB_CSPM_POLICY": "securityhub_cspm_policy",
    "SECURITYHUB_POLICY": "securityhub_policy",
    "UPGRADE_ROLLOUT_POLICY": "upgrade_rollout_policy",
}

# Trusted services of the page "AWS services that you can use with AWS Organizations" that moto does not list; a test
# compares all of them with config/aws-facts/services.ts.
MORE_SERVICES = [
    "billing-cost-management.amazonaws.com",
    "cost-optimization-hub.bcm.amazonaws.com",
    "dashboard.eks.amazonaws.com",
    "ec2.amazonaws.com",
    "iam.amazonaws.com",
    "license-manager.member-account.amazonaws.com",
    "malware-protection.guardduty.amazonaws.com",
    "networkmanager.amazonaws.com",
    "observabilityadmin.amazonaws.com",
    "private-marketplace.marketplace.amazonaws.com",
    "resource-explorer-2.amazonaws.com",
    "security-ir.amazonaws.com",
    "ssm-incidents.amazonaws.com",
    "ssm-quicksetup.amazonaws.com",
]


def install(account: NewAccount) -> None:
    name_management_account(account)
    refuse_what_aws_refuses()
    know_all_policy_types()
    bind_policies_to_their_type()
    models.FakeServiceAccess.TRUSTED_SERVICES.extend(MORE_SERVICES)
    models.FakeDelegatedAdministrator.supported_service = staticmethod(models.FakeServiceAccess.trusted_service)
    # moto pages by the time of joining, which several accounts may have in common.
    utils.PAGINATION_MODEL["list_accounts"]["unique_attribute"] = "Id"


def name_management_account(account: NewAccount) -> None:
    utils.MASTER_ACCOUNT_EMAIL = account.email
    create_organization = OrganizationsBackend.create_organization

    def create(self: OrganizationsBackend, region: str, **kwargs: Any) -> Any:
        answer = create_organization(self, region, **kwargs)
        management = self.accounts[0]
        management.name = account.name
        management.joined_method = "INVITED"  # as AWS reports the account that made the organization
        return answer

    def delete(self: OrganizationsBackend) -> None:
        if self.org is None:
            raise models.AWSOrganizationsNotInUseException
        if len(self.accounts) > 1:
            raise models.OrganizationNotEmptyException
        self._reset()

    OrganizationsBackend.create_organization = create  # type: ignore[method-assign]
    OrganizationsBackend.delete_organization = delete  # type: ignore[method-assign]


def refuse_what_aws_refuses() -> None:
    create_account = OrganizationsBackend.create_account
    describe_status = OrganizationsBackend.describe_create_account_status
    create_unit = OrganizationsBackend.create_organizational_unit
    change_policy = OrganizationsBackend.update_policy
    failures: dict[str, dict[str, Any]] = {}
    taken: set[str] = set()  # an account that was closed or let go keeps its email

    def create(self: OrganizationsBackend, **kwargs: Any) -> dict[str, Any]:
        reason = None
        taken.update(account.email.lower() for account in self.accounts)
        if kwargs["Email"].lower() in taken:
            reason = "EMAIL_ALREADY_EXISTS"
        elif len(self.accounts) >= quotas.accounts():
            reason = "ACCOUNT_LIMIT_EXCEEDED"
        if reason is None:
            answer = create_account(self, **kwargs)
            taken.add(kwargs["Email"].lower())
            role = kwargs.get("RoleName", "OrganizationAccountAccessRole")
            account_id = answer["CreateAccountStatus"]["AccountId"]
            iam_backends[account_id]["aws"].attach_role_policy(ADMINISTRATOR, role)
            return answer
        status = {
            "Id": utils.make_random_create_account_status_id(),
            "AccountName": kwargs["AccountName"],
            "State": "FAILED",
            "RequestedTimestamp": unix_time(utcnow()),
            "CompletedTimestamp": unix_time(utcnow()),
            "FailureReason": reason,
        }
        failures[status["Id"]] = status
        return {"CreateAccountStatus": status}

    def describe(self: OrganizationsBackend, **kwargs: Any) -> dict[str, Any]:
        failed = failures.get(kwargs["CreateAccountRequestId"])
        return describe_status(self, **kwargs) if failed is None else {"CreateAccountStatus": failed}

    def list_statuses(self: OrganizationsBackend, **kwargs: Any) -> dict[str, Any]:
        created = [account for account in self.accounts if account.joined_method == "CREATED"]
        statuses = [account.create_account_status["CreateAccountStatus"] for account in created] + [*failures.values()]
        wanted = [status for status in statuses if status["State"] in (kwargs.get("States") or [status["State"]])]
        start = int(kwargs.get("NextToken") or 0)
        end = start + int(kwargs.get("MaxResults") or 20)
        more = {"NextToken": str(end)} if end < len(wanted) else {}
        return {"CreateAccountStatuses": wanted[start:end], **more}

    def siblings(self: OrganizationsBackend, parent_id: str | None, name: str) -> bool:
        return any(unit.parent_id == parent_id and unit.name == name for unit in self.ou)

    def create_organizational_unit(self: OrganizationsBackend, **kwargs: Any) -> dict[str, Any]:
        self.validate_parent_id(kwargs["ParentId"])
        if siblings(self, kwargs["ParentId"], kwargs["Name"]):
            raise DuplicateOrganizationalUnitException
        return create_unit(self, **kwargs)

    def update_organizational_unit(self: OrganizationsBackend, **kwargs: Any) -> dict[str, Any]:
        unit = self.get_organizational_unit_by_id(kwargs["OrganizationalUnitId"])
        if unit.name != kwargs["Name"] and siblings(self, unit.parent_id, kwargs["Name"]):
            raise DuplicateOrganizationalUnitException
        unit.name = kwargs["Name"]
        return unit.describe()

    def delete_organizational_unit(self: OrganizationsBackend, **kwargs: Any) -> None:
        unit = self.get_organizational_unit_by_id(kwargs["OrganizationalUnitId"])
        if any(child.parent_id == unit.id for child in [*self.ou, *self.accounts]):
            raise OrganizationsClientError(
                "OrganizationalUnitNotEmptyException", "The organizational unit has accounts or units in it."
            )
        for policy in unit.attached_policies:
            policy.attachments.remove(unit)
        self.ou.remove(unit)

    def update_policy(self: OrganizationsBackend, **kwargs: Any) -> dict[str, Any]:
        name = kwargs.get("Name")
        if any(policy.name == name and policy.id != kwargs["PolicyId"] for policy in self.policies):
            raise DuplicatePolicyException
        return change_policy(self, **kwargs)

    OrganizationsBackend.create_account = create  # type: ignore[method-assign]
    OrganizationsBackend.describe_create_account_status = describe  # type: ignore[method-assign]
    OrganizationsBackend.list_create_account_status = list_statuses  # type: ignore[method-assign]
    OrganizationsBackend.create_organizational_unit = create_organizational_unit  # type: ignore[method-assign]
    OrganizationsBackend.update_organizational_unit = update_organizational_unit  # type: ignore[method-assign]
    OrganizationsBackend.delete_organizational_unit = delete_organizational_unit  # type: ignore[method-assign]
    OrganizationsBackend.update_policy = update_policy  # type: ignore[method-assign]


def know_all_policy_types() -> None:
    """moto refuses the newer policy types, and builds ARNs for four of them only."""
    for supported in (models.FakeRoot.SUPPORTED_POLICY_TYPES, models.FakePolicy.SUPPORTED_POLICY_TYPES):
        supported.extend(policy_type for policy_type in MORE_POLICY_TYPES if policy_type not in supported)
    create = models.FakePolicy.__init__

    def init(self: models.FakePolicy, organization: FakeOrganization, **kwargs: Any) -> None:
        policy_type = kwargs.get("Type", "")
        known = {**kwargs, "Type": "TAG_POLICY"} if policy_type in MORE_POLICY_TYPES else kwargs
        create(self, organization, **known)
        if policy_type in MORE_POLICY_TYPES:
            self.type = policy_type
            self._arn_format = utils.TAG_POLICY_ARN_FORMAT.replace("tag_policy", MORE_POLICY_TYPES[policy_type])

    models.FakePolicy.__init__ = init  # type: ignore[method-assign]


def bind_policies_to_their_type() -> None:
    """AttachPolicy requires that the type is enabled and the policy not attached yet; DisablePolicyType detaches all
    policies of the type except AWS's own. DetachPolicy requires that the policy is attached, and leaves each target one
    service control policy (Organizations API, DetachPolicy)."""
    attach = OrganizationsBackend.attach_policy
    detach = OrganizationsBackend.detach_policy
    disable = OrganizationsBackend.disable_policy_type

    def attach_policy(self: OrganizationsBackend, **kwargs: Any) -> None:
        policy = self.get_policy_by_id(kwargs["PolicyId"])
        if policy.aws_managed:  # moto's own calls, before any type is on
            attach(self, **kwargs)
            return
        root = next(unit for unit in self.ou if isinstance(unit, models.FakeRoot))
        if all(enabled["Type"] != policy.type for enabled in root.policy_types):
            raise models.PolicyTypeNotEnabledException
        if any(target.id == kwargs["TargetId"] for target in policy.attachments):
            raise OrganizationsClientError(
                "DuplicatePolicyAttachmentException", "The selected policy is already attached to the specified target."
            )
        attach(self, **kwargs)

    def detach_policy(self: OrganizationsBackend, **kwargs: Any) -> None:
        policy = self.get_policy_by_id(kwargs["PolicyId"])
        target = next((each for each in policy.attachments if each.id == kwargs["TargetId"]), None)
        if policy.type == "SERVICE_CONTROL_POLICY" and target is not None:
            if all(each is policy or each.type != policy.type for each in target.attached_policies):
                error = OrganizationsClientError("ConstraintViolationException", "You cannot detach the last policy of this type.")
                error.Reason = "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"  # type: ignore[attr-defined]
                raise error
        detach(self, **kwargs)  # refuses a target that does not exist
        if target is None:
            raise OrganizationsClientError(
                "PolicyNotAttachedException", "The policy isn't attached to the specified target in the specified root."
            )

    def disable_policy_type(self: OrganizationsBackend, **kwargs: str) -> dict[str, Any]:
        answer = disable(self, **kwargs)
        for policy in self.policies:
            if policy.type == kwargs["PolicyType"] and not policy.aws_managed:
                for target in [*policy.attachments]:
                    target.attached_policies.remove(policy)
                policy.attachments.clear()
        return answer

    OrganizationsBackend.attach_policy = attach_policy  # type: ignore[method-assign]
    OrganizationsBackend.detach_policy = detach_policy  # type: ignore[method-assign]
    OrganizationsBackend.disable_policy_type = disable_policy_type  # type: ignore[method-assign]
