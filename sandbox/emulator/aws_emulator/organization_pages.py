"""Organizations: lists that AWS splits into pages and moto does not, and tags that AWS refuses.

API pages: ListAccounts and ListChildren (MaxResults 1 to 20), ListTagsForResource (no MaxResults; AWS does not say how many a page
has), TagResource."""

from __future__ import annotations

from typing import Any

from moto.organizations.exceptions import OrganizationsClientError
from moto.organizations.models import OrganizationsBackend

# Few, so that a client that reads only one page is caught.
TAGS_A_PAGE = 5
TAGS_A_RESOURCE = 50


def install() -> None:
    list_accounts = OrganizationsBackend.list_accounts
    list_children = OrganizationsBackend.list_children
    list_tags = OrganizationsBackend.list_tags_for_resource
    tag = OrganizationsBackend.tag_resource

    def accounts(self: OrganizationsBackend, **kwargs: Any) -> Any:
        return list_accounts(self, **{**kwargs, "max_results": size(kwargs.get("max_results"))})

    def children(self: OrganizationsBackend, **kwargs: Any) -> dict[str, Any]:
        return page(list_children(self, **kwargs), "Children", size(kwargs.get("MaxResults")), kwargs)

    def tags(self: OrganizationsBackend, **kwargs: Any) -> dict[str, Any]:
        return page(list_tags(self, **kwargs), "Tags", TAGS_A_PAGE, kwargs)

    def tag_resource(self: OrganizationsBackend, **kwargs: Any) -> None:
        keys = [each["Key"] for each in kwargs["Tags"]]
        if any(key.lower().startswith("aws:") for key in keys):
            raise OrganizationsClientError("InvalidInputException", "INVALID_SYSTEM_TAGS_PARAMETER")
        if len(set(keys)) < len(keys):
            raise OrganizationsClientError("InvalidInputException", "DUPLICATE_TAG_KEY")
        present = {each["Key"] for each in list_tags(self, ResourceId=kwargs["ResourceId"])["Tags"]}
        if len(present | set(keys)) > TAGS_A_RESOURCE:
            raise OrganizationsClientError("ConstraintViolationException", "MAX_TAG_LIMIT_EXCEEDED")
        tag(self, **kwargs)

    OrganizationsBackend.list_accounts = accounts  # type: ignore[method-assign]
    OrganizationsBackend.list_children = children  # type: ignore[method-assign]
    OrganizationsBackend.list_tags_for_resource = tags  # type: ignore[method-assign]
    OrganizationsBackend.tag_resource = tag_resource  # type: ignore[method-assign]


def size(asked: Any) -> int:
    """Of a page; AWS's own is 20."""
    most = 20 if asked is None else int(asked)
    if not 1 <= most <= 20:
        raise OrganizationsClientError("InvalidInputException", "MaxResults is 1 to 20.")
    return most


def page(answer: dict[str, Any], key: str, most: int, request: dict[str, Any]) -> dict[str, Any]:
    start = int(request.get("NextToken") or 0)
    items = answer[key]
    more = {"NextToken": str(start + most)} if start + most < len(items) else {}
    return {key: items[start : start + most], **more}
