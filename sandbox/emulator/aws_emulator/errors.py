"""Turns what moto does not implement into a plain AWS error.

moto answers an unknown operation with 500 and an HTML page, which every AWS SDK retries for minutes. A 400 ends at once
and names the operation; the emulator's log has it too.
"""

from __future__ import annotations

import json
import logging
from html import escape
from typing import Any

from moto.core.responses import BaseResponse

log = logging.getLogger("aws_emulator")
CODE = "EmulatorNotImplemented"


def install() -> None:
    call_action = BaseResponse.call_action

    def guarded(self: BaseResponse) -> Any:
        try:
            return call_action(self)
        except NotImplementedError as error:
            return refuse(self, str(error) or "this operation is not implemented")

    BaseResponse.call_action = guarded  # type: ignore[method-assign]


def refuse(response: BaseResponse, reason: str) -> tuple[int, dict[str, str], str]:
    message = f"the sandbox's AWS emulator: {response.service_name} {response._get_action()}: {reason}"
    log.warning(message)
    headers = dict(response.response_headers)
    headers["status"] = "400"
    if response.headers.get("X-Amz-Target") or "json" in str(response.headers.get("Content-Type", "")):
        headers["x-amzn-errortype"] = CODE
        return 400, headers, json.dumps({"__type": CODE, "message": message})
    error = f"<Code>{CODE}</Code><Message>{escape(message)}</Message>"
    if response.service_name == "s3":
        return 400, headers, f"<Error>{error}</Error>"
    return 400, headers, f"<ErrorResponse><Error><Type>Sender</Type>{error}</Error></ErrorResponse>"


def refuse_unknown_routes(app: Any, environ: dict[str, Any], start_response: Any) -> Any:
    """Answers an AWS call for which moto has no route (404 and a page of its web framework) like any other that it lacks."""
    started: list[Any] = []

    def start(*args: Any) -> None:
        started[:] = args

    body = b"".join(app(environ, start))
    if started[0].startswith("404") and body.startswith(b"<!doctype html>"):
        message = f"the sandbox's AWS emulator has no {environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        log.warning(message)
        body = json.dumps({"__type": CODE, "message": message}).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("x-amzn-errortype", CODE)]
        started[:] = ["400 Bad Request", headers]
    start_response(*started)
    return [body]
