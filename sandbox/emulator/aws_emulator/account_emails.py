"""Account Management: the email of an account's root user, changed with a code that AWS sends to the new address.

API pages: StartPrimaryEmailUpdate, AcceptPrimaryEmailUpdate, GetPrimaryEmail; user guide, "Update the root user
email address". The emulator sends no mail: the first code is the last six digits of the account's id, and each
further one is the next number; a new code invalidates the one before. No page says how long a code is valid: here
ten minutes, after which the response is ResourceNotFoundException."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from moto.account import urls
from moto.account.responses import AccountResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.organizations.models import FakeAccount, organizations_backends

from .aws_error import AwsError
from .caller import PARTITION
from .delegation import administers

SERVICE = "account.amazonaws.com"
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")

VALID = timedelta(minutes=10)


@dataclass(frozen=True)
class Update:
    email: str  # that the code was sent to
    code: str
    sent: datetime

    def is_open(self, now: datetime) -> bool:
        return now < self.sent + VALID


asked: dict[str, Update] = {}  # by account
sent: dict[str, int] = {}  # codes that an account was sent so far


def install() -> None:
    for name, operation in {
        "startPrimaryEmailUpdate": start_primary_email_update,
        "acceptPrimaryEmailUpdate": accept_primary_email_update,
        "getPrimaryEmail": get_primary_email,
    }.items():
        setattr(AccountResponse, operation.__name__, operation)
        urls.url_paths[f"{{0}}/{name}$"] = AccountResponse.dispatch


def next_code(account: str) -> str:
    count = sent[account] = sent.get(account, 0) + 1
    return f"{(int(account[-6:]) + count - 1) % 1_000_000:06d}"


def member(self: AccountResponse) -> FakeAccount:
    given, caller = self._get_param("AccountId"), str(self.current_account)
    management = organizations_backends.master_accounts.get(caller, (caller, PARTITION))[0]
    if given == management:
        raise AwsError("AccessDeniedException", "The management account can only be managed by its own root user.")
    if not administers(caller, SERVICE):
        raise AwsError("AccessDeniedException", f"{caller} may not manage account {given}: {SERVICE} is not trusted, or is not its.")
    for account in organizations_backends[management][PARTITION].accounts:
        if account.id == given:
            if account.state != "ACTIVE":
                raise AwsError("AccessDeniedException", f"{given} is {account.state}.")
            return account
    raise AwsError("AccessDeniedException", f"{given} is no account of the caller's organization.")


def address(self: AccountResponse) -> str:
    email = str(self._get_param("PrimaryEmail") or "")
    if not EMAIL.fullmatch(email) or not 5 <= len(email) <= 64:
        raise AwsError("ValidationException", "Value at 'primaryEmail' failed to satisfy constraint: an email of 5 to 64 characters")
    return email


def in_use(email: str) -> bool:
    accounts = [each for backends in list(organizations_backends.values()) for each in backends[PARTITION].accounts]
    return any(each.email.lower() == email.lower() for each in accounts)


def start_primary_email_update(self: AccountResponse) -> ActionResult:
    account, email = member(self), address(self)
    if in_use(email):
        raise AwsError("ConflictException", "The email address is already in use.")
    asked[account.id] = Update(email, next_code(account.id), utcnow())
    return ActionResult({"Status": "PENDING"})


def accept_primary_email_update(self: AccountResponse) -> ActionResult:
    account, email, code = member(self), address(self), str(self._get_param("Otp") or "")
    if not re.fullmatch(r"[a-zA-Z0-9]{6}", code):
        raise AwsError("ValidationException", "Value at 'otp' failed to satisfy constraint: [a-zA-Z0-9]{6}")
    update = asked.get(account.id)
    if update is None or not update.is_open(utcnow()):
        raise AwsError("ResourceNotFoundException", "No update of the primary email is under way.")
    if update.email.lower() != email.lower() or code != update.code:
        raise AwsError("ValidationException", "The code or the email is not that of the update.")
    if in_use(email):
        raise AwsError("ConflictException", "The email address is already in use.")
    del asked[account.id]
    account.email = email
    return ActionResult({"Status": "ACCEPTED"})


def get_primary_email(self: AccountResponse) -> ActionResult:
    return ActionResult({"PrimaryEmail": member(self).email})
