"""Registrations of delegated administrators by the services' own APIs.

API pages: CloudTrail RegisterOrganizationDelegatedAdmin and DeregisterOrganizationDelegatedAdmin, Security Hub
ListOrganizationAdminAccounts and DisableOrganizationAdminAccount.
"""

from __future__ import annotations

import json

from moto.cloudtrail.responses import CloudTrailResponse
from moto.organizations.models import OrganizationsBackend, organizations_backends
from moto.securityhub import urls
from moto.securityhub.responses import SecurityHubResponse

CLOUDTRAIL = "cloudtrail.amazonaws.com"


def install() -> None:
    CloudTrailResponse.register_organization_delegated_admin = register  # type: ignore[attr-defined]
    CloudTrailResponse.deregister_organization_delegated_admin = deregister  # type: ignore[attr-defined]
    for path in ("organization/admin", "organization/admin/disable"):
        urls.url_paths[f"{{0}}/{path}$"] = SecurityHubResponse.dispatch
    SecurityHubResponse.list_organization_admin_accounts = list_admins  # type: ignore[attr-defined]
    SecurityHubResponse.disable_organization_admin_account = disable_admin  # type: ignore[attr-defined]


def organization(account: str) -> OrganizationsBackend:
    return organizations_backends[account]["aws"]


def register(self: CloudTrailResponse) -> str:
    member = self._get_param("MemberAccountId")
    organization(self.current_account).register_delegated_administrator(AccountId=member, ServicePrincipal=CLOUDTRAIL)
    return "{}"


def deregister(self: CloudTrailResponse) -> str:
    member = self._get_param("DelegatedAdminAccountId")
    organization(self.current_account).deregister_delegated_administrator(AccountId=member, ServicePrincipal=CLOUDTRAIL)
    return "{}"


def list_admins(self: SecurityHubResponse) -> str:
    account = self.securityhub_backend._get_org_config()["admin_account_id"]
    return json.dumps({"AdminAccounts": [{"AccountId": account, "Status": "ENABLED"}] if account else []})


def disable_admin(self: SecurityHubResponse) -> str:
    self.securityhub_backend._get_org_config()["admin_account_id"] = None
    return "{}"


def administers(account: str, service: str) -> bool:
    """True of the management account and of the service's delegated administrators, while the organization trusts the service."""
    management, _ = organizations_backends.master_accounts.get(account, (account, "aws"))
    backend = organization(management)
    trusted = [each["ServicePrincipal"] for each in backend.services]
    delegated = [admin.account.id for admin in backend.admins if service in admin.services]
    return service in trusted and (account == management or account in delegated)
