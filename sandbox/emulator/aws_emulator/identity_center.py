"""Identity Center: one instance for the organization, which its management account and its delegated administrator
see.

moto gives every account its own instance. User guide: "Delegated administration"; API pages ListInstances,
ListTagsForResource, DescribePermissionSetProvisioningStatus, CreatePermissionSet,
AttachManagedPolicyToPermissionSet, PutPermissionsBoundaryToPermissionSet, GetPermissionsBoundaryForPermissionSet,
DeletePermissionsBoundaryFromPermissionSet; Identity Store API reference: CreateGroupMembership."""

from __future__ import annotations

import json
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.iam.models import iam_backends
from moto.identitystore.exceptions import ConflictException as Duplicate
from moto.identitystore.exceptions import ResourceNotFoundException as MembershipNotFound
from moto.identitystore.models import IdentityStoreBackend, identitystore_backends
from moto.identitystore.responses import IdentityStoreResponse
from moto.organizations.models import organizations_backends
from moto.ssoadmin.exceptions import ConflictException, ResourceNotFoundException
from moto.ssoadmin.models import Instance, ManagedPolicy, SSOAdminBackend, ssoadmin_backends
from moto.ssoadmin.responses import SSOAdminResponse

from .caller import PARTITION
from .delegation import administers

SERVICE = "sso.amazonaws.com"


def install() -> None:
    SSOAdminResponse.ssoadmin_backend = property(shared(ssoadmin_backends))  # type: ignore[assignment]
    IdentityStoreResponse.identitystore_backend = property(shared(identitystore_backends))  # type: ignore[assignment]
    SSOAdminResponse.list_tags_for_resource = list_tags  # type: ignore[attr-defined]
    SSOAdminResponse.describe_permission_set_provisioning_status = provisioning_status  # type: ignore[attr-defined]
    SSOAdminResponse.put_permissions_boundary_to_permission_set = put_boundary  # type: ignore[attr-defined]
    SSOAdminResponse.get_permissions_boundary_for_permission_set = get_boundary  # type: ignore[attr-defined]
    SSOAdminResponse.delete_permissions_boundary_from_permission_set = delete_boundary  # type: ignore[attr-defined]
    create = SSOAdminBackend.__init__

    def init(self: SSOAdminBackend, region_name: str, account_id: str) -> None:
        create(self, region_name, account_id)
        # People enable it by hand in the management account; the sandbox has it on in every region.
        self.instances = [Instance(account_id, region_name)] if management_of(account_id) == account_id else []

    SSOAdminBackend.__init__ = init  # type: ignore[method-assign]
    assign = SSOAdminBackend.create_account_assignment

    def assign_once(self: SSOAdminBackend, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """An SDK repeats a request that got no response; AWS then has one assignment, moto two."""
        try:
            made = self._find_account(*args, **kwargs)
        except ResourceNotFoundException:
            return assign(self, *args, **kwargs)
        return dict(made.to_json(include_creation_date=True, include_request_id=True))

    SSOAdminBackend.create_account_assignment = assign_once  # type: ignore[method-assign]
    SSOAdminBackend.list_accounts_for_provisioned_permission_set = accounts_of_set  # type: ignore[method-assign]
    SSOAdminBackend._find_managed_policy = find_managed_policy  # type: ignore[method-assign]
    refuse_twins()


def accounts_of_set(self: SSOAdminBackend, instance_arn: str, permission_set_arn: str) -> list[str]:
    """API page ListAccountsForProvisionedPermissionSet: assigning a set provisions it in the account."""
    self._find_permission_set(instance_arn, permission_set_arn)
    assigned = [
        each.target_id
        for each in self.account_assignments
        if each.instance_arn == instance_arn and each.permission_set_arn == permission_set_arn
    ]
    return sorted(set(assigned))


def refuse_twins() -> None:
    create_set = SSOAdminBackend.create_permission_set
    create_membership = IdentityStoreBackend.create_group_membership

    def create_one_set(self: SSOAdminBackend, *args: Any, **kwargs: Any) -> dict[str, Any]:
        name, instance = kwargs["name"], kwargs["instance_arn"]
        # The page does not say how names are compared. Roles of a set are IAM roles, whose names are compared without
        # case.
        if any(each.name.lower() == name.lower() and each.instance_arn == instance for each in self.permission_sets):
            raise ConflictException(f"PermissionSet with name {name} already exists.")
        return create_set(self, *args, **kwargs)

    def create_one_membership(self: IdentityStoreBackend, **kwargs: Any) -> tuple[str, str]:
        try:
            self.get_group_membership_id(**kwargs)
        except MembershipNotFound:
            return create_membership(self, **kwargs)
        raise Duplicate(message="Member and Group relationship already exists.", reason="UNIQUENESS_CONSTRAINT_VIOLATION")

    SSOAdminBackend.create_permission_set = create_one_set  # type: ignore[method-assign]
    IdentityStoreBackend.create_group_membership = create_one_membership  # type: ignore[method-assign]


def find_managed_policy(self: SSOAdminBackend, managed_policy_arn: str) -> ManagedPolicy:
    """moto cannot find a policy that has a path, such as those of job functions."""
    policy = iam_backends[self.account_id][PARTITION].managed_policies.get(managed_policy_arn)
    if policy is None or not managed_policy_arn.startswith(f"arn:{PARTITION}:iam::aws:policy/"):
        raise ResourceNotFoundException(f"Policy does not exist with ARN: {managed_policy_arn}")
    return ManagedPolicy(managed_policy_arn, policy.name)


def put_boundary(self: SSOAdminResponse) -> str:
    """A set has one boundary, which a new one replaces."""
    boundary = self._get_param("PermissionsBoundary") or {}
    if len(boundary) != 1 or not set(boundary) <= {"ManagedPolicyArn", "CustomerManagedPolicyReference"}:
        raise JsonRESTError("ValidationException", "A permissions boundary is either a managed policy or a customer managed policy.")
    if "ManagedPolicyArn" in boundary:
        self.ssoadmin_backend._find_managed_policy(boundary["ManagedPolicyArn"])
    else:
        reference = boundary["CustomerManagedPolicyReference"]
        boundary = {"CustomerManagedPolicyReference": {"Name": reference["Name"], "Path": reference.get("Path", "/")}}
    permission_set(self).permissions_boundary = boundary
    return "{}"


def get_boundary(self: SSOAdminResponse) -> str:
    return json.dumps({"PermissionsBoundary": boundary_of(self)})


def delete_boundary(self: SSOAdminResponse) -> str:
    boundary_of(self)
    permission_set(self).permissions_boundary = None
    return "{}"


def boundary_of(self: SSOAdminResponse) -> dict[str, Any]:
    found = getattr(permission_set(self), "permissions_boundary", None)
    if found is None:
        raise ResourceNotFoundException("The permission set has no permissions boundary.")
    return dict(found)


def permission_set(self: SSOAdminResponse) -> Any:
    return self.ssoadmin_backend._find_permission_set(self._get_param("InstanceArn"), self._get_param("PermissionSetArn"))


def list_tags(self: SSOAdminResponse) -> str:
    """Tags of permission sets; an instance has none here."""
    arn = self._get_param("ResourceArn")
    sets = [each for each in self.ssoadmin_backend.permission_sets if each.permission_set_arn == arn]
    return json.dumps({"Tags": sets[0].tags or [] if sets else []})


def provisioning_status(self: SSOAdminResponse) -> str:
    """Provisioning completes at once here."""
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
