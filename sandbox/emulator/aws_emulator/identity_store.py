"""Identity Center's directory: groups change in place, which moto lacks.

Identity Store API page UpdateGroup: the attributes `displayName`, unique in the store, and `description`.
"""

from __future__ import annotations

import json

from moto.identitystore.exceptions import ConflictException, ResourceNotFoundException, ValidationException
from moto.identitystore.responses import IdentityStoreResponse

ATTRIBUTES = {"displayname": "DisplayName", "description": "Description"}


def install() -> None:
    IdentityStoreResponse.update_group = update_group  # type: ignore[attr-defined]


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
    if any(other.DisplayName == group.DisplayName for key, other in groups.items() if key != group_id):
        raise ConflictException(message="Duplicate GroupDisplayName", reason="UNIQUENESS_CONSTRAINT_VIOLATION")
    groups[group_id] = group
    return json.dumps({})
