"""Organizations: what the management account, delegated administrators and other members may call.

API pages: each operation's page says who may call it ("any account in an organization", "the management account
or a member account that is a delegated administrator", "the management account"). User guide, "Delegated
administrator for AWS Organizations": a delegated administrator of a service may read, and the organization's
resource policy allows a member more. In that policy, a statement for a resource other than `*` allows nothing
here, and its Deny is not evaluated."""

from __future__ import annotations

from typing import Any

from moto.organizations.exceptions import AWSOrganizationsNotInUseException, OrganizationsClientError
from moto.organizations.models import OrganizationsBackend, organizations_backends
from moto.organizations.responses import OrganizationsResponse

from . import resource_policy
from .caller import identify
from .policy import Request, Unknown, applies, as_list, statements
from .trust import cannot_judge

ANY_ACCOUNT = set(
    "AcceptHandshake CancelHandshake DeclineHandshake DescribeEffectivePolicy DescribeHandshake DescribeOrganization"
    " LeaveOrganization ListHandshakesForAccount CreateOrganization DeleteOrganization".split()
)
DELEGATES = set(
    "DescribeAccount DescribeCreateAccountStatus DescribeOrganizationalUnit DescribePolicy DescribeResourcePolicy ListAccounts"
    " ListAccountsForParent ListAccountsWithInvalidEffectivePolicy ListAWSServiceAccessForOrganization ListChildren ListCreateAccountStatus"
    " ListDelegatedAdministrators ListDelegatedServicesForAccount ListEffectivePolicyValidationErrors ListHandshakesForOrganization"
    " ListOrganizationalUnitsForParent ListParents ListPolicies ListPoliciesForTarget ListRoots ListTagsForResource"
    " ListTargetsForPolicy".split()
)
# What a resource policy may allow in addition (the pages name a delegated administrator; being that of some service is
# not enough to change anything).
BY_POLICY = DELEGATES | set(
    "AttachPolicy CreatePolicy DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType TagResource UntagResource UpdatePolicy".split()
)


def install() -> None:
    def backend(self: OrganizationsResponse) -> OrganizationsBackend:
        account, action = self.current_account, self._get_action()
        management, partition = organizations_backends.master_accounts.get(account, (account, self.partition))
        own, whole = organizations_backends[account][self.partition], organizations_backends[management][partition]
        if action in ANY_ACCOUNT:
            return own
        if whole.org is None:
            raise AWSOrganizationsNotInUseException
        if management == account:
            return own
        delegated = any(admin.account.id == account for admin in whole.admins)
        if (delegated and action in DELEGATES) or (action in BY_POLICY and allowed_by_policy(self, whole, action)):
            return whole
        raise OrganizationsClientError("AccessDeniedException", "You don't have permissions to access this resource.")

    OrganizationsResponse.organizations_backend = property(backend)  # type: ignore[assignment,method-assign]


def allowed_by_policy(response: OrganizationsResponse, whole: OrganizationsBackend, action: str) -> bool:
    found = None if whole.org is None else resource_policy.policies.get(whole.org.id)
    if found is None:
        return False
    caller = identify(response.access_key)
    policy_type = type_of(whole, response.request_params)
    more = {} if policy_type is None else {"organizations:policytype": policy_type}
    request = Request(f"organizations:{action}", "*", {**caller.context(), **more})
    effects = set()
    try:
        for statement in statements(found.content):
            if statement["Effect"] == "Deny" and as_list(statement.get("Resource", "*")) != ["*"]:
                raise Unknown("resource of a Deny")
            if is_for(statement, caller.account, caller.arn) and applies(statement, request):
                effects.add(statement["Effect"])
    except Unknown as element:
        raise cannot_judge(element) from None
    return effects == {"Allow"}


def is_for(statement: dict[str, Any], account: str, arn: str) -> bool:
    principal = statement["Principal"]
    names = ["*"] if principal == "*" else as_list(principal.get("AWS", []))
    return any(name in ("*", account, f"arn:aws:iam::{account}:root", arn) for name in names)


def type_of(whole: OrganizationsBackend, request: dict[str, Any]) -> str | None:
    """The policy type that a request is about, or None."""
    named = request.get("PolicyType") or request.get("Type") or request.get("Filter")
    if isinstance(named, str):
        return named
    policy = request.get("PolicyId") or request.get("ResourceId")
    return next((each.type for each in whole.policies if each.id == policy), None)
