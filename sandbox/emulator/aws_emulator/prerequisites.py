"""Read-only facts of an account and its organization that `org doctor` reads and moto lacks.

API pages: GetAccountSummary (IAM); SimulatePrincipalPolicy (IAM); Organizations user guide, "AWS Organizations
and service-linked roles"."""

from __future__ import annotations

import json
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.models import SERVICE_NAME_CONVERSION, iam_backends
from moto.iam.responses import IamResponse
from moto.organizations.models import OrganizationsBackend

from .caller import Caller
from .new_account import NewAccount
from .policy import Request, Unknown, effects
from .trust import cannot_judge, own_policies


def install(account: NewAccount) -> None:
    make_the_organizations_role()
    # AWS spells the service's name in the role's name as its guide does: AWSServiceRoleForAccessAnalyzer.
    SERVICE_NAME_CONVERSION["access-analyzer"] = "AccessAnalyzer"
    IamResponse.simulate_principal_policy = simulate_principal_policy  # type: ignore[attr-defined]
    # One of the first steps in the console (docs/day-0.md): moto's root user has no MFA device, and cannot get one.
    iam_backends[account.id]["aws"].account_summary._account_mfa_enabled = 1


def simulate_principal_policy(self: IamResponse) -> ActionResult:
    """By the principal's own policies, as AWS does unless it is given more. Policies of buckets, sessions and the
    organization do not count."""
    arn = str(self._get_param("PolicySourceArn"))
    caller = Caller(arn.split(":")[4], arn, arn, arn)
    try:
        results = [
            {"EvalActionName": action, "EvalResourceName": resource, "EvalDecision": decision(caller, action, resource)}
            for action in self._get_param("ActionNames")
            for resource in self._get_param("ResourceArns") or ["*"]
        ]
    except Unknown as element:
        raise cannot_judge(element) from None
    return ActionResult({"EvaluationResults": results, "IsTruncated": False})


def decision(caller: Caller, action: str, resource: str) -> str:
    found = effects(own_policies(caller), Request(action, resource, caller.context()))
    return "explicitDeny" if "Deny" in found else "allowed" if "Allow" in found else "implicitDeny"


def make_the_organizations_role() -> None:
    """With all features, AWS creates the role with which trusted services create theirs."""
    create = OrganizationsBackend.create_organization

    def create_organization(self: OrganizationsBackend, region: str, **kwargs: Any) -> Any:
        answer = create(self, region, **kwargs)
        iam = iam_backends[self.account_id]["aws"]
        role = "AWSServiceRoleForOrganizations"
        if kwargs.get("FeatureSet", "ALL") == "ALL" and all(each.name != role for each in iam.roles.values()):
            service = "organizations.amazonaws.com"
            trust = {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}],
            }
            iam.create_role(
                role_name=role,
                assume_role_policy_document=json.dumps(trust),
                path=f"/aws-service-role/{service}/",
                permissions_boundary=None,
                description="Service-linked role used by AWS Organizations",
                tags=[],
                max_session_duration=3600,
                linked_service=service,
            )
        return answer

    OrganizationsBackend.create_organization = create_organization  # type: ignore[method-assign]
