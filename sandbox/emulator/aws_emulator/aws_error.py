"""An error that moto's response classes return in the protocol of the call."""

from __future__ import annotations

from moto.core.exceptions import ServiceException


class AwsError(ServiceException):
    """Takes code and message. moto looks an error up in the service that its class's module is named after, and this
    module is named after none."""
