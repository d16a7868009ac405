"""CloudTrail: a trail may be named by its ARN, as the Terraform provider does (API page StartLogging)."""

from __future__ import annotations

from typing import Any

from moto.cloudtrail.models import CloudTrailBackend


def install() -> None:
    for name in ("start_logging", "stop_logging", "update_trail", "delete_trail", "get_trail_status"):
        setattr(CloudTrailBackend, name, by_name(getattr(CloudTrailBackend, name)))


def by_name(operation: Any) -> Any:
    def wrapped(self: CloudTrailBackend, name: str, *args: Any, **kwargs: Any) -> Any:
        return operation(self, name.rsplit("/", 1)[-1], *args, **kwargs)

    return wrapped
