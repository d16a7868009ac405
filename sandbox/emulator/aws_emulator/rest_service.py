"""A service with REST and JSON of which moto implements too little: its calls are handled here."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote

from moto.organizations.models import organizations_backends

from .caller import PARTITION, identify, scope_of

Answer = dict[str, Any]


@dataclass(frozen=True)
class Refusal(Exception):
    code: str
    message: str
    status: str = "400 Bad Request"


@dataclass(frozen=True)
class Call:
    method: str
    path: tuple[str, ...]
    body: Answer
    account: str
    region: str


def serving(service: str, respond: Callable[[Call], Answer]) -> Callable[[Any], Any]:
    """Middleware that handles the calls that are signed for the service, and passes all others on."""

    def serve(app: Any) -> Any:
        def served(environ: dict[str, Any], start_response: Any) -> Any:
            scope = scope_of(environ)
            if scope is None or scope.service != service:
                return app(environ, start_response)
            query = {key: values[0] for key, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
            path = tuple(unquote(environ["PATH_INFO"]).strip("/").split("/"))
            call = Call(
                environ["REQUEST_METHOD"],
                path,
                {**query, **body_of(environ)},
                identify(scope.access_key).account,
                scope.region,
            )
            return reply(start_response, lambda: respond(call))

        return served

    return serve


def body_of(environ: dict[str, Any]) -> Answer:
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    return dict(json.loads(body or b"{}"))


def reply(start_response: Any, respond: Callable[[], Answer], content_type: str = "application/json") -> list[bytes]:
    """Returns the operation's result, or its refusal."""
    headers = [("Content-Type", content_type)]
    try:
        answer, status = respond(), "200 OK"
    except Refusal as refusal:
        # Most of these services spell it `message`, Security Hub and some others `Message`.
        answer, status = {"__type": refusal.code, "message": refusal.message, "Message": refusal.message}, refusal.status
        headers.append(("x-amzn-errortype", refusal.code))
    start_response(status, headers)
    return [json.dumps(answer).encode()]


def management_of(account: str) -> str:
    return organizations_backends.master_accounts.get(account, (account, PARTITION))[0]


def active_accounts(account: str) -> list[str]:
    """12-digit ids of the accounts of its organization that are not closed, in the order of joining."""
    backend = organizations_backends[management_of(account)][PARTITION]
    return [each.id for each in backend.accounts if each.state == "ACTIVE"]


def email_of(account: str) -> str:
    backend = organizations_backends[management_of(account)][PARTITION]
    return next(str(each.email) for each in backend.accounts if each.id == account)
