"""Identity Center: one instance for the organization, which its management account and its delegated administrator see.

moto gives every account an instance of its own. User guide: "Delegated administration"; API pages ListInstances,
ListTagsForResource, DescribePermissionSetProvisioningStatus.
"""

from __future__ import annotations

import json
from typing import Any

from moto.identitystore.models import identitystore_backends
from moto.identitystore.responses import IdentityStoreResponse
from moto.organizations.models import organizations_backends
from moto.ssoadmin.exceptions import ResourceNotFoundException
from moto.ssoadmin.models import Instance, SSOAdminBackend, ssoadmin_backends
from moto.ssoadmin.responses import SSOAdminResponse

from .caller import PARTITION
from .delegation import administers

SERVICE = "sso.amazonaws.com"


def install() -> None:
    SSOAdminResponse.ssoadmin_backend = property(shared(ssoadmin_backends))  # type: ignore[assignment]
    IdentityStoreResponse.identitystore_backend = property(shared(identitystore_backends))  # type: ignore[assignment]
    SSOAdminResponse.list_tags_for_resource = lambda self: json.dumps({"Tags": []})  # type: ignore[attr-defined]
    SSOAdminResponse.describe_permission_set_provisioning_status = provisioning_status  # type: ignore[attr-defined]
    create = SSOAdminBackend.__init__

    def init(self: SSOAdminBackend, region_name: str, account_id: str) -> None:
        create(self, region_name, account_id)
        # One is switched on by hand in the management account; the sandbox has it on in every region.
        self.instances = [Instance(account_id, region_name)] if management_of(account_id) == account_id else []

    SSOAdminBackend.__init__ = init  # type: ignore[method-assign]
    assign = SSOAdminBackend.create_account_assignment

    def assign_once(self: SSOAdminBackend, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """An SDK asks a second time when it has no answer; AWS has one assignment then, moto two."""
        try:
            made = self._find_account(*args, **kwargs)
        except ResourceNotFoundException:
            return assign(self, *args, **kwargs)
        return dict(made.to_json(include_creation_date=True, include_request_id=True))

    SSOAdminBackend.create_account_assignment = assign_once  # type: ignore[method-assign]


def provisioning_status(self: SSOAdminResponse) -> str:
    """Provisioning is done at once here."""
    request = self._get_param("ProvisionPermissionSetRequestId")
    return json.dumps({"PermissionSetProvisioningStatus": {"RequestId": request, "Status": "SUCCEEDED"}})


def shared(backends: Any) -> Any:
    def backend(self: Any) -> Any:
        account = self.current_account
        owner = management_of(account) if administers(account, SERVICE) else account
        return backends[owner][self.region]

    return backend


def management_of(account: str) -> str:
    return str(organizations_backends.master_accounts.get(account, (account, PARTITION))[0])
