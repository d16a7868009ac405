"""IAM: AWS's managed policies, an identity provider's audiences, and the organization's central root access.

API pages: EnableOrganizationsRootCredentialsManagement, EnableOrganizationsRootSessions, their Disable twins,
ListOrganizationsFeatures, GetAccountAuthorizationDetails, AddClientIDToOpenIDConnectProvider and RemoveClientIDFromOpenIDConnectProvider of the IAM API reference.
"""

from __future__ import annotations

import json
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, IAMBackend, ManagedPolicy
from moto.iam.responses import IamResponse
from moto.organizations.models import organizations_backends

from .aws_error import AwsError
from .caller import PARTITION

IAM = "iam.amazonaws.com"
ROOT_CREDENTIALS = "RootCredentialsManagement"
ROOT_SESSIONS = "RootSessions"


def install() -> None:
    share_managed_policies()
    # GetAccountAuthorizationDetails, ManagedPolicyDetail: moto reads both of these names, and defines neither.
    ManagedPolicy.policy_name = property(lambda self: self.name)  # type: ignore[attr-defined]
    ManagedPolicy.policy_id = property(lambda self: self.id)  # type: ignore[attr-defined]
    add_organizations_features()
    change_audiences()


def change_audiences() -> None:
    """Both are idempotent."""

    def change(self: IamResponse, present: bool) -> EmptyResult:
        provider = self.backend.get_open_id_connect_provider(self._get_param("OpenIDConnectProviderArn"))
        audience = self._get_param("ClientID")
        others = [each for each in provider.client_id_list if each != audience]
        provider.client_id_list = [*others, audience] if present else others
        return EmptyResult()

    IamResponse.add_client_id_to_open_id_connect_provider = lambda self: change(self, True)  # type: ignore[attr-defined]
    IamResponse.remove_client_id_from_open_id_connect_provider = lambda self: change(self, False)  # type: ignore[attr-defined]


def share_managed_policies() -> None:
    """Shares AWS's managed policies among all accounts. moto copies them: 5.3 GB for 100 accounts.

    Their attachment counts are therefore those of all accounts together."""
    shared = [
        AWSManagedPolicy.from_data(name, "aws", "us-east-1", data)
        for name, data in json.loads(aws_managed_policies_data).items()
    ]
    IAMBackend._init_aws_policies = lambda self: shared  # type: ignore[method-assign]


def add_organizations_features() -> None:
    enabled: dict[str, set[str]] = {}

    def organization(response: IamResponse, enables: bool = False) -> str:
        """IAM's delegated administrator may do everything except enable a feature."""
        account = response.current_account
        management, partition = organizations_backends.master_accounts.get(account, (account, PARTITION))
        backend = organizations_backends[management][partition]
        if backend.org is None:
            raise AwsError("OrganizationNotFoundException", "No organization is associated with the account.")
        delegated = any(admin.account.id == account and IAM in admin.services for admin in backend.admins)
        if account != management and not delegated:
            message = "The account is neither the management account nor the delegated administrator of IAM."
            raise AwsError("AccountNotManagementOrDelegatedAdministratorException", message)
        if account != management and enables:
            raise AwsError("CallerIsNotManagementAccountException", "The caller is not the management account.")
        if not any(service["ServicePrincipal"] == IAM for service in backend.services):
            raise AwsError("ServiceAccessNotEnabledException", "Service access is not enabled for iam.amazonaws.com.")
        return str(backend.org.id)

    def answer(response: IamResponse) -> ActionResult:
        organization_id = organization(response)
        return ActionResult(
            {"OrganizationId": organization_id, "EnabledFeatures": sorted(enabled.get(organization_id, set()))}
        )

    def change(feature: str, on: bool) -> Any:
        def operation(self: IamResponse) -> ActionResult:
            features = enabled.setdefault(organization(self, enables=on), set())
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
