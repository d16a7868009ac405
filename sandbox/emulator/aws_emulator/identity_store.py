"""Identity Center's directory: groups change in place, which moto lacks, and no two names differ only in case.

Identity Store API page UpdateGroup: the attributes `displayName`, unique in the store, and `description`.
CreateUser and CreateGroup do not say how names are compared; the user guide's page "Supported user and group
attributes" takes both from SCIM's schemas, which compare `userName` and a group's `displayName` without case (RFC
7643, 4.1.1 and 8.7.1: caseExact false)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from moto.identitystore.exceptions import ConflictException, ResourceNotFoundException, ValidationException
from moto.identitystore.models import IdentityStoreBackend
from moto.identitystore.responses import IdentityStoreResponse

ATTRIBUTES = {"displayname": "DisplayName", "description": "Description"}


def install() -> None:
    IdentityStoreResponse.update_group = update_group  # type: ignore[attr-defined]
    create_group, create_user = IdentityStoreBackend.create_group, IdentityStoreBackend.create_user

    def group(self: IdentityStoreBackend, identity_store_id: str, display_name: str, *args: Any, **kwargs: Any) -> Any:
        groups = self.identity_stores[identity_store_id].groups if identity_store_id in self.identity_stores else {}
        refuse_twin("GroupDisplayName", display_name, (each.DisplayName for each in groups.values()))
        return create_group(self, identity_store_id, display_name, *args, **kwargs)

    def user(self: IdentityStoreBackend, identity_store_id: str, user_name: str, *args: Any, **kwargs: Any) -> Any:
        users = self.identity_stores[identity_store_id].users if identity_store_id in self.identity_stores else {}
        refuse_twin("UserName", user_name, (each.UserName for each in users.values()))
        return create_user(self, identity_store_id, user_name, *args, **kwargs)

    IdentityStoreBackend.create_group = group  # type: ignore[method-assign]
    IdentityStoreBackend.create_user = user  # type: ignore[method-assign]


def refuse_twin(kind: str, name: str, others: Iterable[str]) -> None:
    if any(name.lower() == other.lower() for other in others):
        raise ConflictException(message=f"Duplicate {kind}", reason="UNIQUENESS_CONSTRAINT_VIOLATION")


def update_group(self: IdentityStoreResponse) -> str:
    groups = self.identitystore_backend.identity_stores[self._get_param("IdentityStoreId")].groups
    group_id = self._get_param("GroupId")
    if group_id not in groups:
        raise ResourceNotFoundException(message="GROUP not found.", resource_type="GROUP")
    group = groups[group_id]
    for operation in self._get_param("Operations"):
        attribute = ATTRIBUTES.get(operation["AttributePath"].lower())
        if attribute is None:
            raise ValidationException(message=f"{operation['AttributePath']} cannot be updated here")
        group = group._replace(**{attribute: operation.get("AttributeValue")})
    refuse_twin("GroupDisplayName", group.DisplayName, (other.DisplayName for key, other in groups.items() if key != group_id))
    groups[group_id] = group
    return json.dumps({})
