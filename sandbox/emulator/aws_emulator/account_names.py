"""Account Management: an account's name, changed in place.

API page: PutAccountName, whose note says that the management account must not pass its own id."""

from __future__ import annotations

import re

from moto.account import urls
from moto.account.responses import AccountResponse
from moto.core.responses import EmptyResult
from moto.organizations.models import organizations_backends

from .aws_error import AwsError
from .caller import PARTITION
from .delegation import administers

SERVICE = "account.amazonaws.com"
NAME = re.compile(r"[ -;=?-~]{1,50}")


def install() -> None:
    AccountResponse.put_account_name = put_account_name  # type: ignore[attr-defined]
    urls.url_paths["{0}/putAccountName$"] = AccountResponse.dispatch


def put_account_name(self: AccountResponse) -> EmptyResult:
    name, given, caller = self._get_param("AccountName"), self._get_param("AccountId"), self.current_account
    if not NAME.fullmatch(name or ""):
        raise AwsError("ValidationException", f"Value at 'accountName' failed to satisfy constraint: {NAME.pattern}")
    management = organizations_backends.master_accounts.get(caller, (caller, PARTITION))[0]
    if given is not None:
        if given == management:
            raise AwsError(
                "AccessDeniedException",
                "The management account can only be managed using the standalone context from the management account.",
            )
        if not administers(caller, SERVICE):
            raise AwsError("AccessDeniedException", f"{caller} may not name account {given}: {SERVICE} is not trusted, or is not its.")
    for account in organizations_backends[management][PARTITION].accounts:
        if account.id == (given or caller):
            account.name = name
            return EmptyResult()
    raise AwsError("AccessDeniedException", f"{given or caller} is no account of the caller's organization.")
