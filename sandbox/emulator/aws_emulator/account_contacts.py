"""Account Management: the primary contact, which moto lacks, and whose contacts a caller may read and write.

API pages of the Account Management reference: GetContactInformation, PutContactInformation (a field that is not
sent is deleted), ContactInformation (lengths), and AccountId on all of them: accepted from the management account
and the service's delegated administrator, with trusted access, and never for the management account itself."""

from __future__ import annotations

from typing import Any

from moto.account import urls
from moto.account.responses import AccountResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.organizations.models import organizations_backends

from .aws_error import AwsError
from .caller import PARTITION
from .delegation import administers

SERVICE = "account.amazonaws.com"
REQUIRED = ("AddressLine1", "City", "CountryCode", "FullName", "PhoneNumber", "PostalCode")
# Longest values; all others have 256.
LENGTHS = {
    "AddressLine1": 60, "AddressLine2": 60, "AddressLine3": 60, "City": 50, "CountryCode": 2, "DistrictOrCounty": 50,
    "FullName": 50, "CompanyName": 50, "PhoneNumber": 20, "PostalCode": 20, "StateOrRegion": 50,
}  # fmt: skip
OPTIONAL = ("AddressLine2", "AddressLine3", "CompanyName", "DistrictOrCounty", "StateOrRegion", "WebsiteUrl")


def install() -> None:
    contacts: dict[str, dict[str, str]] = {}

    def account_id(self: AccountResponse) -> str:
        named, caller = self._get_param("AccountId"), str(self.current_account)
        if not named:
            return caller
        management = organizations_backends.master_accounts.get(caller, (caller, PARTITION))[0]
        if named == management:
            raise AwsError("AccessDeniedException", "The management account is asked for by itself, without AccountId.")
        if not administers(caller, SERVICE):
            raise AwsError("AccessDeniedException", f"{SERVICE} is not trusted, or {caller} does not administer it.")
        if not any(account.id == named for account in organizations_backends[management][PARTITION].accounts):
            raise AwsError("AccessDeniedException", f"{named} is no account of this organization.")
        return str(named)

    def put(self: AccountResponse) -> EmptyResult:
        contact: dict[str, Any] = self._get_param("ContactInformation") or {}
        missing = [name for name in REQUIRED if not contact.get(name)]
        long = [name for name, value in contact.items() if len(value) > LENGTHS.get(name, 256)]
        unknown = [name for name in contact if name not in (*REQUIRED, *OPTIONAL)]
        if missing or long or unknown:
            raise AwsError("ValidationException", f"missing {missing}, too long {long}, unknown {unknown}")
        contacts[account_id(self)] = {name: value for name, value in contact.items() if value}
        return EmptyResult()

    def get(self: AccountResponse) -> ActionResult:
        found = contacts.get(account_id(self))
        if found is None:
            raise AwsError("ResourceNotFoundException", "The account has no contact information.")
        return ActionResult({"ContactInformation": found})

    AccountResponse._get_account_id = account_id  # type: ignore[method-assign]
    AccountResponse.put_contact_information = put  # type: ignore[attr-defined]
    AccountResponse.get_contact_information = get  # type: ignore[attr-defined]
    for name in ("put", "get"):
        urls.url_paths[f"{{0}}/{name}ContactInformation$"] = AccountResponse.dispatch
