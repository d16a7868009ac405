"""Organizations: the organization's resource policy, with its tags.

API pages: PutResourcePolicy (tags only for a new one: UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED),
DescribeResourcePolicy, DeleteResourcePolicy, TagResource (ResourceId, `rp-…`)."""

from __future__ import annotations

import json
from typing import Any

from moto.organizations import models, utils
from moto.organizations.exceptions import OrganizationsClientError
from moto.organizations.models import OrganizationsBackend
from moto.organizations.responses import OrganizationsResponse


class ResourcePolicy:
    def __init__(self, organization: models.FakeOrganization, content: str, tags: list[dict[str, str]]) -> None:
        self.id = "rp-" + utils.make_random_policy_id()[2:]
        self.arn = f"arn:aws:organizations::{organization.master_account_id}:resourcepolicy/{organization.id}/{self.id}"
        self.content = content
        self.tags = {tag["Key"]: tag["Value"] for tag in tags}

    def describe(self) -> str:
        return json.dumps({"ResourcePolicy": {"ResourcePolicySummary": {"Id": self.id, "Arn": self.arn}, "Content": self.content}})


policies: dict[str, ResourcePolicy] = {}  # by the organization's id


def install() -> None:
    tagged = OrganizationsBackend._get_resource_for_tagging

    def organization(self: OrganizationsResponse) -> models.FakeOrganization:
        found = self.organizations_backend.org
        if found is None:
            raise models.AWSOrganizationsNotInUseException
        return found

    def existing(self: OrganizationsResponse) -> ResourcePolicy:
        found = policies.get(organization(self).id)
        if found is None:
            raise OrganizationsClientError("ResourcePolicyNotFoundException", "We can't find a resource policy for this organization.")
        return found

    def put(self: OrganizationsResponse) -> str:
        org, content = organization(self), self.request_params["Content"]
        tags = self.request_params.get("Tags") or []
        found = policies.get(org.id)
        if found is None:
            found = policies[org.id] = ResourcePolicy(org, content, tags)
        elif tags:
            raise OrganizationsClientError("InvalidInputException", "UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED")
        found.content = content
        return found.describe()

    def describe(self: OrganizationsResponse) -> str:
        return existing(self).describe()

    def delete(self: OrganizationsResponse) -> str:
        existing(self)
        del policies[organization(self).id]
        return "{}"

    def get_resource_for_tagging(self: OrganizationsBackend, resource_id: str) -> Any:
        own = policies.get(self.org.id) if self.org is not None else None
        return own if own is not None and own.id == resource_id else tagged(self, resource_id)

    OrganizationsResponse.put_resource_policy = put  # type: ignore[attr-defined]
    OrganizationsResponse.describe_resource_policy = describe  # type: ignore[attr-defined]
    OrganizationsResponse.delete_resource_policy = delete  # type: ignore[attr-defined]
    OrganizationsBackend._get_resource_for_tagging = get_resource_for_tagging  # type: ignore[method-assign]
