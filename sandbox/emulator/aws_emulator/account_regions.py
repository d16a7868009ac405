"""Account Management: regions that an account opts into. Here they are on at once; AWS takes minutes to hours.

API pages: EnableRegion, DisableRegion, GetRegionOptStatus, ListRegions of the Account Management API reference;
its guide's "Enable or disable AWS Regions in your account" (which regions are off by default)."""

from __future__ import annotations

from moto.account import urls
from moto.account.responses import AccountResponse
from moto.core.responses import ActionResult, EmptyResult

from .aws_error import AwsError
from .delegation import administers

SERVICE = "account.amazonaws.com"
BY_DEFAULT = """ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-north-1
    eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2""".split()
OPT_IN = """af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-west-1
    eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1""".split()

enabled: set[tuple[str, str]] = set()  # account and region


def install() -> None:
    for name, operation in {
        "getRegionOptStatus": get_region_opt_status,
        "enableRegion": enable_region,
        "disableRegion": disable_region,
        "listRegions": list_regions,
    }.items():
        setattr(AccountResponse, operation.__name__, operation)
        urls.url_paths[f"{{0}}/{name}$"] = AccountResponse.dispatch


def is_off(account: str, region: str) -> bool:
    """An account cannot sign requests in a region that it has not opted into."""
    return region in OPT_IN and (account, region) not in enabled


def account_of(self: AccountResponse) -> str:
    given, caller = self._get_param("AccountId"), self.current_account
    if given is not None and given != caller and not administers(caller, SERVICE):
        raise AwsError("AccessDeniedException", f"{caller} may not manage account {given}: {SERVICE} is not trusted, or is not its.")
    return str(given or caller)


def status(account: str, region: str) -> str:
    if region in BY_DEFAULT:
        return "ENABLED_BY_DEFAULT"
    return "ENABLED" if (account, region) in enabled else "DISABLED"


def region_of(self: AccountResponse) -> str:
    region = str(self._get_param("RegionName"))
    if region not in BY_DEFAULT + OPT_IN:
        raise AwsError("ValidationException", f"{region} is no region of this partition.")
    return region


def get_region_opt_status(self: AccountResponse) -> ActionResult:
    region = region_of(self)
    return ActionResult({"RegionName": region, "RegionOptStatus": status(account_of(self), region)})


def enable_region(self: AccountResponse) -> EmptyResult:
    return switch(self, True)


def disable_region(self: AccountResponse) -> EmptyResult:
    return switch(self, False)


def switch(self: AccountResponse, on: bool) -> EmptyResult:
    account, region = account_of(self), region_of(self)
    if region in BY_DEFAULT:
        raise AwsError("ValidationException", f"{region} is on by default, and stays so.")
    if on:
        enabled.add((account, region))
    else:
        enabled.discard((account, region))
    return EmptyResult()


def list_regions(self: AccountResponse) -> ActionResult:
    account = account_of(self)
    wanted = self._get_param("RegionOptStatusContains") or []
    regions = [{"RegionName": region, "RegionOptStatus": status(account, region)} for region in sorted(BY_DEFAULT + OPT_IN)]
    return ActionResult({"Regions": [each for each in regions if not wanted or each["RegionOptStatus"] in wanted]})
