"""IAM users: things attached to a user that moto lacks, and the refusal to delete a user who has any.

API pages: DeleteUser, DeleteVirtualMFADevice, PutUserPermissionsBoundary, DeleteUserPermissionsBoundary,
CreateServiceSpecificCredential, ListServiceSpecificCredentials, DeleteServiceSpecificCredential."""

from __future__ import annotations

import secrets
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.iam.models import IAMBackend, User
from moto.iam.responses import IamResponse

from .aws_error import AwsError

SERVICES = ("bedrock.amazonaws.com", "cassandra.amazonaws.com", "codecommit.amazonaws.com")
CREDENTIALS_PER_SERVICE = 2


def install() -> None:
    add_service_credentials()
    add_permissions_boundary()
    refuse_deletes_of_what_is_in_use()


def add_service_credentials() -> None:
    def create(self: IamResponse) -> ActionResult:
        user, service = self.backend.get_user(self._get_param("UserName")), self._get_param("ServiceName")
        if service not in SERVICES:
            raise AwsError("NotSupportedService", f"Service {service} does not support service specific credentials.")
        held = credentials_of(user)
        if sum(credential["ServiceName"] == service for credential in held) >= CREDENTIALS_PER_SERVICE:
            raise AwsError("LimitExceeded", "Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2")
        credential = {
            "ServiceSpecificCredentialId": "ACCA" + secrets.token_hex(8).upper(),
            "UserName": user.name,
            "ServiceName": service,
            "ServiceUserName": f"{user.name}-at-{self.current_account}",
            "Status": "Active",
            "CreateDate": utcnow(),
        }
        held.append(credential)
        return ActionResult(
            {"ServiceSpecificCredential": credential | {"ServicePassword": secrets.token_urlsafe(32)}}
        )

    def list_all(self: IamResponse) -> ActionResult:
        service = self._get_param("ServiceName")
        held = credentials_of(self.backend.get_user(self._get_param("UserName")))
        found = [credential for credential in held if service in (None, credential["ServiceName"])]
        return ActionResult({"ServiceSpecificCredentials": found, "IsTruncated": False})

    def delete(self: IamResponse) -> ActionResult:
        wanted = self._get_param("ServiceSpecificCredentialId")
        held = credentials_of(self.backend.get_user(self._get_param("UserName")))
        found = [credential for credential in held if credential["ServiceSpecificCredentialId"] == wanted]
        if not found:
            raise AwsError("NoSuchEntity", f"Service Specific Credential with id {wanted} does not exist.")
        held.remove(found[0])
        return EmptyResult()

    IamResponse.create_service_specific_credential = create
    IamResponse.list_service_specific_credentials = list_all
    IamResponse.delete_service_specific_credential = delete


def credentials_of(user: User) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = user.__dict__.setdefault("service_credentials", [])
    return held


def add_permissions_boundary() -> None:
    """A user's boundary is stored and returned, but not evaluated (trust.py refuses to)."""

    def put(self: IamResponse) -> ActionResult:
        arn = self._get_param("PermissionsBoundary")
        user = self.backend.get_user(self._get_param("UserName"))
        self.backend.get_policy(arn)
        user.permissions_boundary = {"PermissionsBoundaryType": "PermissionsBoundaryPolicy", "PermissionsBoundaryArn": arn}
        return EmptyResult()

    def delete(self: IamResponse) -> ActionResult:
        user = self.backend.get_user(self._get_param("UserName"))
        if user.permissions_boundary is None:
            raise AwsError("NoSuchEntity", f"The user with name {user.name} has no permissions boundary.")
        user.permissions_boundary = None
        return EmptyResult()

    User.permissions_boundary = None  # type: ignore[attr-defined]
    IamResponse.put_user_permissions_boundary = put
    IamResponse.delete_user_permissions_boundary = delete


def refuse_deletes_of_what_is_in_use() -> None:
    delete_user, delete_device = IAMBackend.delete_user, IAMBackend.delete_virtual_mfa_device

    def bare_user(self: IAMBackend, user_name: str) -> None:
        user = self.get_user(user_name)
        in_the_way = {
            "remove users from group": self.get_groups_for_user(user_name),
            "delete access keys": user.access_keys,
            "delete login profile": user.password,
            "delete MFA device": user.mfa_devices,
            "delete SSH public keys": user.ssh_public_keys,
            "delete signing certificates": user.signing_certificates,
            "delete service specific credentials": credentials_of(user),
        }
        for cure, things in in_the_way.items():
            if things:
                raise AwsError("DeleteConflict", f"Cannot delete entity, must {cure} first.")
        delete_user(self, user_name)

    def idle_device(self: IAMBackend, serial_number: str) -> None:
        if any(serial_number in user.mfa_devices for user in self.users.values()):
            raise AwsError("DeleteConflict", "MFA VirtualDevice in use. Must deactivate first.")
        delete_device(self, serial_number)

    IAMBackend.delete_user = bare_user  # type: ignore[method-assign]
    IAMBackend.delete_virtual_mfa_device = idle_device  # type: ignore[method-assign]
