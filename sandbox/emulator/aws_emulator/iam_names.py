"""IAM: which names are taken. An account's alias is unique in all of AWS; other names are compared without case.

API pages: CreateAccountAlias, DeleteAccountAlias, CreateUser, UpdateUser, CreateGroup, UpdateGroup, CreateRole,
CreatePolicy. User guide: "Using an alias for your AWS account ID" (an account has one alias, which a new one
replaces), "IAM and AWS STS quotas" (names are unique in an account without regard to case)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.models import IAMBackend, iam_backends
from moto.iam.responses import IamResponse

from .aws_error import AwsError

ALIAS = re.compile(r"[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]")


def install() -> None:
    keep_aliases_apart()
    keep_names_apart()


def keep_aliases_apart() -> None:
    def create(self: IamResponse) -> ActionResult:
        alias = self._get_param("AccountAlias")
        if not ALIAS.fullmatch(alias) or re.fullmatch(r"\d{12}", alias):
            raise AwsError("ValidationError", f"Value '{alias}' at 'accountAlias' failed to satisfy constraint: {ALIAS.pattern}")
        if any(alias in backend.account_aliases for backend in all_backends()):
            raise AwsError("EntityAlreadyExists", f"The account alias {alias} already exists.")
        self.backend.account_aliases = [alias]
        return EmptyResult()

    def delete(self: IamResponse) -> ActionResult:
        alias = self._get_param("AccountAlias")
        if alias not in self.backend.account_aliases:
            raise AwsError("NoSuchEntity", f"The account alias {alias} does not exist.")
        self.backend.account_aliases = []
        return EmptyResult()

    IamResponse.create_account_alias = create  # type: ignore[method-assign]
    IamResponse.delete_account_alias = delete  # type: ignore[method-assign]


def all_backends() -> list[IAMBackend]:
    return [backend for account in list(iam_backends.values()) for backend in list(account.values())]


def keep_names_apart() -> None:
    create_user, create_group = IAMBackend.create_user, IAMBackend.create_group
    create_role, create_policy = IAMBackend.create_role, IAMBackend.create_policy
    update_user, update_group = IAMBackend.update_user, IAMBackend.update_group

    def user(self: IAMBackend, region_name: str, user_name: str, *args: Any, **kwargs: Any) -> Any:
        refuse_twin("User", user_name, self.users)
        return create_user(self, region_name, user_name, *args, **kwargs)

    def group(self: IAMBackend, group_name: str, *args: Any, **kwargs: Any) -> Any:
        refuse_twin("Group", group_name, self.groups)
        return create_group(self, group_name, *args, **kwargs)

    def role(self: IAMBackend, role_name: str, *args: Any, **kwargs: Any) -> Any:
        refuse_twin("Role", role_name, (role.name for role in self.get_roles()))
        return create_role(self, role_name, *args, **kwargs)

    def policy(self: IAMBackend, *args: Any, **kwargs: Any) -> Any:
        name = kwargs["policy_name"] if "policy_name" in kwargs else args[3]
        refuse_twin("Policy", name, (own.name for own in self.managed_policies.values() if f":{self.account_id}:" in own.arn))
        return create_policy(self, *args, **kwargs)

    def renamed_user(self: IAMBackend, user_name: str, new_path: str | None = None, new_user_name: str | None = None) -> None:
        if new_user_name:
            refuse_twin("User", new_user_name, (other for other in self.users if other != user_name))
        update_user(self, user_name, new_path, new_user_name)

    def renamed_group(self: IAMBackend, group_name: str, new_group_name: str | None, new_path: str | None) -> None:
        if new_group_name == group_name and group_name in self.groups:
            # AWS takes a group's own name beside a new path, as its provider for Terraform sends it (TestAccIAMGroup_path there).
            self.groups[group_name].path = new_path or self.groups[group_name].path
            return
        if new_group_name:
            refuse_twin("Group", new_group_name, (other for other in self.groups if other != group_name))
        update_group(self, group_name, new_group_name, new_path)

    IAMBackend.create_user = user  # type: ignore[method-assign]
    IAMBackend.create_group = group  # type: ignore[method-assign]
    IAMBackend.create_role = role  # type: ignore[method-assign]
    IAMBackend.create_policy = policy  # type: ignore[method-assign]
    IAMBackend.update_user = renamed_user  # type: ignore[method-assign]
    IAMBackend.update_group = renamed_group  # type: ignore[method-assign]


def refuse_twin(kind: str, name: str, others: Iterable[str]) -> None:
    """AWS has the same message for the same name and for one that differs only in case."""
    if any(name.lower() == other.lower() for other in others):
        raise AwsError("EntityAlreadyExists", f"{kind} with name {name} already exists.")
