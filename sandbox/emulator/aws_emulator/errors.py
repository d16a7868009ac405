"""Turns what moto does not implement, or fails at, into a plain AWS error; and refuses unknown access keys.

moto returns an HTML page with status 500 or 404 for an unknown operation, which every AWS SDK retries for
minutes. A 400 ends at once and names the operation, as the emulator's log does. And moto takes every unknown key
for the management account's. Source of the error shapes: Smithy's AWS protocols; of the codes: each service's API
page "Common Errors"."""

from __future__ import annotations

import io
import json
import logging
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qs

from .account_regions import is_off
from .aws_error import AwsError
from .caller import identify, scope_of

log = logging.getLogger("aws_emulator")
NOT_IMPLEMENTED = "EmulatorNotImplemented"


@dataclass(frozen=True)
class Call:
    """An AWS call, as far as its request shows."""

    service: str  # that the request is signed for; empty if it is not signed
    access_key: str  # empty if it is not signed
    region: str  # empty if it is not signed
    action: str  # of a REST call: method and path
    protocol: str  # json, query, ec2, s3 or rest

    @staticmethod
    def read(environ: dict[str, Any]) -> Call:
        scope = scope_of(environ)
        access_key, region, service = scope or ("", "", "")
        target = environ.get("HTTP_X_AMZ_TARGET")
        if target:
            return Call(service, access_key, region, target.rsplit(".", 1)[-1], "json")
        form = parse_qs(environ.get("QUERY_STRING", "") + "&" + form_of(environ))
        if "Action" in form:
            return Call(service, access_key, region, form["Action"][0], "ec2" if service == "ec2" else "query")
        action = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        return Call(service, access_key, region, action, "s3" if service == "s3" else "rest")


def form_of(environ: dict[str, Any]) -> str:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length == 0 or not environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        return ""
    body = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = io.BytesIO(body)
    return str(body, "utf-8", "replace")


def guard(app: Any) -> Any:
    def guarded(environ: dict[str, Any], start_response: Any) -> Any:
        call = Call.read(environ)
        try:
            if call.access_key and is_off(identify(call.access_key).account, call.region):
                raise AwsError("InvalidClientTokenId", "The security token included in the request is invalid.")
        except AwsError as error:
            return refuse(call, start_response, *refused_key(call, error))
        started: list[Any] = []
        try:
            body = b"".join(app(environ, lambda *args: started.__setitem__(slice(None), args)))
        except NotImplementedError as error:
            return refuse(call, start_response, 400, NOT_IMPLEMENTED, named(call, str(error) or "is not implemented"))
        except Exception as error:  # moto's own fault, or an operation that it implements in part
            log.exception(named(call, "failed"))
            return refuse(call, start_response, 400, NOT_IMPLEMENTED, named(call, f"failed with {error!r}"))
        if started[0].startswith(("404", "405")) and body.startswith(b"<!doctype html>"):
            return refuse(call, start_response, 400, NOT_IMPLEMENTED, named(call, "is not implemented"))
        status, headers = started[:2]
        has_length = any(name.lower() == "content-length" for name, _ in headers)
        if not has_length and body:  # else it would go out in pieces
            headers = [*headers, ("Content-Length", str(len(body)))]
        start_response(status, headers)
        return [body]

    return guarded


def refused_key(call: Call, error: AwsError) -> tuple[int, str, str]:
    codes = {
        "json": (400, "UnrecognizedClientException"),
        "rest": (403, "UnrecognizedClientException"),
        "s3": (403, "InvalidAccessKeyId"),
        "ec2": (401, "AuthFailure"),
        "query": (403, error.code),
    }
    expired = (403, {"json": "ExpiredTokenException", "rest": "ExpiredTokenException"}.get(call.protocol, error.code))
    status, code = expired if error.code == "ExpiredToken" else codes[call.protocol]
    return status, code, error.message


def named(call: Call, reason: str) -> str:
    return f"the sandbox's AWS emulator: {call.service} {call.action}: {reason}"


def refuse(call: Call, start_response: Any, status: int, code: str, message: str) -> list[bytes]:
    log.warning("%s: %s", code, message)
    if call.protocol in ("json", "rest"):
        body, content_type = json.dumps({"__type": code, "message": message}), "application/json"
    else:
        body, content_type = xml_error(call, f"<Code>{code}</Code><Message>{escape(message)}</Message>"), "text/xml"
    content = body.encode()
    headers = [("Content-Type", content_type), ("Content-Length", str(len(content))), ("x-amzn-errortype", code)]
    start_response(f"{status} {code}", headers)
    return [content]


def xml_error(call: Call, error: str) -> str:
    if call.protocol == "s3":
        return f"<Error>{error}</Error>"
    if call.protocol == "ec2":
        return f"<Response><Errors><Error>{error}</Error></Errors></Response>"
    return f"<ErrorResponse><Error><Type>Sender</Type>{error}</Error></ErrorResponse>"
