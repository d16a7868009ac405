"""IAM: AWS's managed policies, and the organization's central root access.

API pages: EnableOrganizationsRootCredentialsManagement, EnableOrganizationsRootSessions, their Disable twins and
ListOrganizationsFeatures of the IAM API reference.
"""

from __future__ import annotations

import json
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, IAMBackend
from moto.iam.responses import IamResponse
from moto.organizations.models import organizations_backends

from .aws_error import AwsError

ROOT_CREDENTIALS = "RootCredentialsManagement"
ROOT_SESSIONS = "RootSessions"


def install() -> None:
    share_managed_policies()
    add_organizations_features()


def share_managed_policies() -> None:
    """Gives every account the same AWS managed policies. moto copies them: 5.3 GB with 100 accounts.

    So their attachment counts are those of all accounts together.
    """
    shared = [
        AWSManagedPolicy.from_data(name, "aws", "us-east-1", data)
        for name, data in json.loads(aws_managed_policies_data).items()
    ]
    IAMBackend._init_aws_policies = lambda self: shared  # type: ignore[method-assign]


def add_organizations_features() -> None:
    enabled: dict[str, set[str]] = {}

    def organization(response: IamResponse) -> str:
        backend = organizations_backends[response.current_account]["aws"]
        described: dict[str, str] = backend.describe_organization()["Organization"]
        if described["MasterAccountId"] != response.current_account:
            raise AwsError("CallerIsNotManagementAccountException", "The caller is not the management account.")
        if not any(service["ServicePrincipal"] == "iam.amazonaws.com" for service in backend.services):
            raise AwsError("ServiceAccessNotEnabledException", "Service access is not enabled for iam.amazonaws.com.")
        return described["Id"]

    def answer(response: IamResponse) -> ActionResult:
        organization_id = organization(response)
        return ActionResult(
            {"OrganizationId": organization_id, "EnabledFeatures": sorted(enabled.get(organization_id, set()))}
        )

    def change(feature: str, on: bool) -> Any:
        def operation(self: IamResponse) -> ActionResult:
            features = enabled.setdefault(organization(self), set())
            features.add(feature) if on else features.discard(feature)
            return answer(self)

        return operation

    operations = {
        "enable_organizations_root_credentials_management": change(ROOT_CREDENTIALS, True),
        "disable_organizations_root_credentials_management": change(ROOT_CREDENTIALS, False),
        "enable_organizations_root_sessions": change(ROOT_SESSIONS, True),
        "disable_organizations_root_sessions": change(ROOT_SESSIONS, False),
        "list_organizations_features": answer,
    }
    for name, operation in operations.items():
        setattr(IamResponse, name, operation)
