"""IAM: the credential report, as AWS makes it.

API pages: GenerateCredentialReport, GetCredentialReport; IAM user guide, "Getting credential reports for your AWS
account". The first call starts a report and the next one finds it complete. A report less than four hours old is
returned as it is, whatever has changed since."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.iam.models import AccessKey, IAMBackend, User
from moto.iam.responses import IamResponse

from .aws_error import AwsError

FRESH = timedelta(hours=4)
DATE = "%Y-%m-%dT%H:%M:%S+00:00"
KEY_FIELDS = ("active", "last_rotated", "last_used_date", "last_used_region", "last_used_service")
FIELDS = [
    *("user", "arn", "user_creation_time", "password_enabled", "password_last_used", "password_last_changed", "password_next_rotation", "mfa_active"),
    *(f"access_key_{number}_{field}" for number in (1, 2) for field in KEY_FIELDS),
    *(f"cert_{number}_{field}" for number in (1, 2) for field in ("active", "last_rotated")),
]


@dataclass
class Report:
    made: datetime
    content: str
    is_complete: bool = False


reports: dict[str, Report] = {}  # by account


def install() -> None:
    IamResponse.generate_credential_report = generate  # type: ignore[method-assign]
    IamResponse.get_credential_report = get  # type: ignore[method-assign]


def generate(self: IamResponse) -> ActionResult:
    report = reports.get(self.current_account)
    if report is None or utcnow() > report.made + FRESH:
        reports[self.current_account] = Report(utcnow(), content(self.backend))
        return ActionResult({"State": "STARTED", "Description": "No report exists. Starting a new report generation task"})
    report.is_complete = True
    return ActionResult({"State": "COMPLETE"})


def get(self: IamResponse) -> ActionResult:
    report = reports.get(self.current_account)
    if report is None:
        raise AwsError("ReportNotPresent", "No report is present.")
    if not report.is_complete:
        raise AwsError("ReportInProgress", "The report is being generated.")
    if utcnow() > report.made + FRESH:
        raise AwsError("ReportExpired", "The report is older than four hours.")
    return ActionResult({"Content": report.content, "ReportFormat": "text/csv", "GeneratedTime": report.made})


def content(backend: IAMBackend) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, FIELDS, restval="N/A", lineterminator="\n")
    writer.writeheader()
    writer.writerow(
        {
            "user": "<root_account>",
            "arn": f"arn:aws:iam::{backend.account_id}:root",
            "password_enabled": "not_supported",
            "password_last_used": "no_information",
            "mfa_active": "false",
        }
        | {name: "false" for name in FIELDS if name.endswith("_active") and name != "mfa_active"}
    )
    for user in backend.users.values():
        writer.writerow(row(user))
    return text.getvalue().removesuffix("\n")


def row(user: User) -> dict[str, Any]:
    keys = [key for number, each in enumerate(user.access_keys[:2], 1) for key in key_fields(number, each).items()]
    certificates = {f"cert_{number}_active": "true" if each.status == "Active" else "false" for number, each in enumerate(user.signing_certificates.values(), 1)}
    return {
        "user": user.name,
        "arn": user.arn,
        "user_creation_time": user.create_date.strftime(DATE),
        "password_enabled": "true" if user.password else "false",
        "password_last_used": date(user.password_last_used, "no_information") if user.password else "N/A",
        "password_last_changed": user.create_date.strftime(DATE) if user.password else "N/A",
        "mfa_active": "true" if user.mfa_devices else "false",
        **{f"access_key_{number}_active": "false" for number in (1, 2)},
        **{f"cert_{number}_active": "false" for number in (1, 2)},
        **dict(keys),
        **certificates,
    }


def key_fields(number: int, key: AccessKey) -> dict[str, str]:
    used = key.last_used
    values = ("true" if key.status == "Active" else "false", key.create_date.strftime(DATE), date(used.timestamp if used else None, "N/A"))
    of_use = (used.region, used.service) if used else ("N/A", "N/A")
    return {f"access_key_{number}_{field}": value for field, value in zip(KEY_FIELDS, (*values, *of_use), strict=True)}


def date(time: datetime | None, without: str) -> str:
    return without if time is None else time.strftime(DATE)
