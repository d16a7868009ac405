"""Delegated administrators of the services that have their own API for it. moto implements some of these, and tells
Organizations of none.

Each service keeps one administrator for each region, and registers it with Organizations, where it remains when a
region removes it (Detective User Guide, "Removing the Detective administrator account"; GuardDuty User Guide,
"Changing the delegated administrator account"). API pages: EnableOrganizationAdminAccount,
ListOrganizationAdminAccounts and DisableOrganizationAdminAccount of GuardDuty, Security Hub, Macie and Detective;
EnableDelegatedAdminAccount, ListDelegatedAdminAccounts and DisableDelegatedAdminAccount of Inspector;
RegisterOrganizationAdminAccount, GetOrganizationAdminAccount and DeregisterOrganizationAdminAccount of Audit
Manager; AssociateAdminAccount, GetAdminAccount and DisassociateAdminAccount of Firewall Manager;
EnableIpamOrganizationAdminAccount and its Disable twin of EC2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.responses import EC2Response
from moto.organizations.models import OrganizationsBackend, organizations_backends

from .caller import identify, scope_of
from .rest_service import Answer, Refusal, body_of, reply


@dataclass(frozen=True)
class Api:
    """How a service names these operations: by `METHOD /path` (or name), the field with the account, and its refusal
    of a second administrator."""

    enable: str
    show: str
    disable: str
    member: str
    shown: Callable[[str | None], Answer]
    conflict: str
    conflict_status: str = "400 Bad Request"
    one_region: bool = False
    idempotent: bool = False


def listed(key: str, account: str, status: str | None = "status") -> Callable[[str | None], Answer]:
    def answer(admin: str | None) -> Answer:
        return {key: [{account: admin, **({status: "ENABLED"} if status else {})}] if admin else []}

    return answer


def shown_or_missing(key: str, more: Answer) -> Callable[[str | None], Answer]:
    def answer(admin: str | None) -> Answer:
        if admin is None:
            raise Refusal("ResourceNotFoundException", "There is no administrator.")
        return {key: admin, **more}

    return answer


CONFLICT = "409 Conflict"
# By the name that a request is signed for. The service principal begins with it too, except Macie's.
APIS = {
    "auditmanager": Api(
        "POST /account/registerOrganizationAdminAccount",
        "GET /account/organizationAdminAccount",
        "POST /account/deregisterOrganizationAdminAccount",
        "adminAccountId",
        shown_or_missing("adminAccountId", {}),
        "ValidationException",
    ),
    "detective": Api(
        "POST /orgs/enableAdminAccount",
        "POST /orgs/adminAccountslist",
        "POST /orgs/disableAdminAccount",
        "AccountId",
        listed("Administrators", "AccountId", None),
        "ValidationException",
    ),
    "fms": Api(
        "AssociateAdminAccount",
        "GetAdminAccount",
        "DisassociateAdminAccount",
        "AdminAccount",
        shown_or_missing("AdminAccount", {"RoleStatus": "READY"}),
        "InvalidOperationException",
        one_region=True,
    ),
    "guardduty": Api(
        "POST /admin/enable",
        "GET /admin",
        "POST /admin/disable",
        "adminAccountId",
        listed("adminAccounts", "adminAccountId", "adminStatus"),
        "BadRequestException",
    ),
    "inspector2": Api(
        "POST /delegatedadminaccounts/enable",
        "POST /delegatedadminaccounts/list",
        "POST /delegatedadminaccounts/disable",
        "delegatedAdminAccountId",
        listed("delegatedAdminAccounts", "accountId"),
        "ConflictException",
        CONFLICT,
    ),
    "macie2": Api(
        "POST /admin",
        "GET /admin",
        "DELETE /admin",
        "adminAccountId",
        listed("adminAccounts", "accountId"),
        "ConflictException",
        CONFLICT,
    ),
    "securityhub": Api(
        "POST /organization/admin/enable",
        "GET /organization/admin",
        "POST /organization/admin/disable",
        "AdminAccountId",
        listed("AdminAccounts", "AccountId", "Status"),
        "LimitExceededException",
        "429 Too Many Requests",
        idempotent=True,
    ),
}

admins: dict[tuple[str, str, str], str] = {}  # by management account, service and region
AFTER: dict[str, Callable[[str, str], object]] = {}  # what a service does in the region of the account that it has been given to


def install() -> None:
    def switch(on: bool) -> Callable[[EC2Response], ActionResult]:
        def operation(self: EC2Response) -> ActionResult:
            member, backend = self._get_param("DelegatedAdminAccountId"), organizations_backends[self.current_account]["aws"]
            if on:
                register(backend, member, "ipam.amazonaws.com")
            else:
                backend.deregister_delegated_administrator(AccountId=member, ServicePrincipal="ipam.amazonaws.com")
            return ActionResult({"Success": True})

        return operation

    EC2Response.enable_ipam_organization_admin_account = switch(True)
    EC2Response.disable_ipam_organization_admin_account = switch(False)


def serve(app: Any) -> Any:
    """Handles these operations, and passes all others on."""

    def served(environ: dict[str, Any], start_response: Any) -> Any:
        scope = scope_of(environ)
        api = APIS.get(scope.service) if scope else None
        target = environ.get("HTTP_X_AMZ_TARGET", "").rsplit(".", 1)[-1]
        operation = target or f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        if scope is None or api is None or operation not in (api.enable, api.show, api.disable):
            return app(environ, start_response)
        request, account = body_of(environ), identify(scope.access_key).account
        content_type = "application/x-amz-json-1.1" if target else "application/json"
        return reply(start_response, lambda: respond(scope.service, api, operation, request, account, scope.region), content_type)

    return served


def respond(service: str, api: Api, operation: str, request: Answer, account: str, region: str) -> Answer:
    backend = organizations_backends[account]["aws"]
    if backend.org is None or backend.org.master_account_id != account:
        raise Refusal("AccessDeniedException", "The caller is not the organization's management account.", "403 Forbidden")
    key = (account, service, "" if api.one_region else region)
    if operation == api.show:
        return api.shown(admins.get(key))
    if operation == api.disable:
        if admins.pop(key, None) is None:
            raise Refusal("ResourceNotFoundException", "There is no administrator.", "404 Not Found")
        return {}
    member = str(request[api.member])
    if key in admins and api.idempotent and admins[key] == member:
        return {api.member: member}
    if key in admins:
        message = f"Delegated administrator {admins[key]} is already enabled for the organization"
        raise Refusal(api.conflict, message, api.conflict_status)
    principal = f"{'macie' if service == 'macie2' else service}.amazonaws.com"
    if any(principal in admin.services and admin.account.id != member for admin in backend.admins):
        raise Refusal(api.conflict, "Another account is the delegated administrator in Organizations.", api.conflict_status)
    register(backend, member, principal)
    admins[key] = member
    AFTER.get(service, lambda *_: None)(member, region)
    return {api.member: member}


def register(backend: OrganizationsBackend, member: str, principal: str) -> None:
    """Also enables the service's trusted access, as these APIs do."""
    backend.enable_aws_service_access(ServicePrincipal=principal)
    if not any(principal in admin.services and admin.account.id == member for admin in backend.admins):
        backend.register_delegated_administrator(AccountId=member, ServicePrincipal=principal)
