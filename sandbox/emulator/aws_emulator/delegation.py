"""Delegated administrators, through Organizations and through CloudTrail's own API, with AWS's limits.

API pages: RegisterDelegatedAdministrator and DisableAWSServiceAccess (their constraints), CloudTrail
RegisterOrganizationDelegatedAdmin and DeregisterOrganizationDelegatedAdmin."""

from __future__ import annotations

from moto.cloudtrail.responses import CloudTrailResponse
from moto.organizations.exceptions import (
    AccountAlreadyRegisteredException,
    AccountNotFoundException,
    AccountNotRegisteredException,
    ConstraintViolationException,
)
from moto.organizations.models import OrganizationsBackend, organizations_backends

from .aws_error import AwsError

CLOUDTRAIL = "cloudtrail.amazonaws.com"

# From the pages that config/aws-facts/delegation-limits.ts names; a test compares the two.
LIMITS = {
    f"{service}.amazonaws.com": limit
    for limit, services in {
        1: "access-analyzer account auditmanager compute-optimizer cost-optimization-hub.bcm detective devops-guru fms guardduty"
        " inspector2 ipam macie securityhub securitylake ssm sso",
        3: "cloudtrail config config-multiaccountsetup",
        5: "health member.org.stacksets.cloudformation storage-lens.s3",
        50: "servicecatalog",
    }.items()
    for service in services.split()
}


def install() -> None:
    refuse_what_aws_refuses()
    CloudTrailResponse.register_organization_delegated_admin = register  # type: ignore[attr-defined]
    CloudTrailResponse.deregister_organization_delegated_admin = deregister  # type: ignore[attr-defined]


def refuse_what_aws_refuses() -> None:
    register = OrganizationsBackend.register_delegated_administrator
    disable = OrganizationsBackend.disable_aws_service_access

    def register_delegated_administrator(self: OrganizationsBackend, **kwargs: str) -> None:
        account, service = kwargs["AccountId"], kwargs["ServicePrincipal"]
        if account != self.account_id:
            if self.get_account_by_id(account).state != "ACTIVE":
                # CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR
                raise ConstraintViolationException("You cannot register a suspended account as a delegated administrator.")
            if service not in [each["ServicePrincipal"] for each in self.services]:
                # SERVICE_ACCESS_NOT_ENABLED
                raise ConstraintViolationException("You must enable service access before you register a delegated administrator.")
            holders = administrators(self, service)
            if account not in holders and len(holders) >= LIMITS.get(service, 1000):
                # MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED
                message = "You have exceeded the allowed number of delegated administrators for the delegated service."
                raise ConstraintViolationException(message)
        register(self, **kwargs)

    def disable_aws_service_access(self: OrganizationsBackend, **kwargs: str) -> None:
        if administrators(self, kwargs["ServicePrincipal"]):
            # DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE
            raise ConstraintViolationException("You must deregister all delegated administrators of the service first.")
        disable(self, **kwargs)

    OrganizationsBackend.register_delegated_administrator = register_delegated_administrator  # type: ignore[method-assign]
    OrganizationsBackend.disable_aws_service_access = disable_aws_service_access  # type: ignore[method-assign]


def administrators(backend: OrganizationsBackend, service: str) -> list[str]:
    return [admin.account.id for admin in backend.admins if service in admin.services]


def organization(account: str) -> OrganizationsBackend:
    return organizations_backends[account]["aws"]


def register(self: CloudTrailResponse) -> str:
    member, backend = self._get_param("MemberAccountId"), organization(self.current_account)
    if member == backend.account_id:
        raise AwsError("CannotDelegateManagementAccountException", "The management account cannot be a delegated administrator.")
    try:
        backend.register_delegated_administrator(AccountId=member, ServicePrincipal=CLOUDTRAIL)
    except AccountNotFoundException:
        raise AwsError("AccountNotFoundException", f"Account {member} is not part of the organization.") from None
    except AccountAlreadyRegisteredException:
        raise AwsError("AccountRegisteredException", f"Account {member} is a delegated administrator already.") from None
    except ConstraintViolationException as error:
        trusted = CLOUDTRAIL in [each["ServicePrincipal"] for each in backend.services]
        code = "DelegatedAdminAccountLimitExceededException" if trusted else "CloudTrailAccessNotEnabledException"
        raise AwsError(code, str(error)) from None
    return "{}"


def deregister(self: CloudTrailResponse) -> str:
    member, backend = self._get_param("DelegatedAdminAccountId"), organization(self.current_account)
    try:
        backend.deregister_delegated_administrator(AccountId=member, ServicePrincipal=CLOUDTRAIL)
    except (AccountNotFoundException, AccountNotRegisteredException):
        raise AwsError("AccountNotRegisteredException", f"Account {member} is no delegated administrator.") from None
    return "{}"


def administers(account: str, service: str) -> bool:
    """True for the management account and for the service's delegated administrators, while the organization trusts
    the service."""
    management, _ = organizations_backends.master_accounts.get(account, (account, "aws"))
    backend = organization(management)
    trusted = [each["ServicePrincipal"] for each in backend.services]
    delegated = [admin.account.id for admin in backend.admins if service in admin.services]
    return service in trusted and (account == management or account in delegated)
