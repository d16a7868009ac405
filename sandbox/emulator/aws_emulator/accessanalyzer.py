"""IAM Access Analyzer, which moto does not have at all: analyzers and no findings.

API pages: CreateAnalyzer, GetAnalyzer, ListAnalyzers, DeleteAnalyzer, TagResource, UntagResource of the Access Analyzer API reference.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs, unquote

from moto.core.utils import utcnow

from .caller import PARTITION, identify
from .delegation import administers

SERVICE = "access-analyzer"

analyzers: dict[tuple[str, str, str], dict[str, Any]] = {}  # by account, region and name


def serve(app: Any) -> Any:
    """Handles the calls of this service, and passes all others on."""

    def served(environ: dict[str, Any], start_response: Any) -> Any:
        scope = re.search(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
        if scope is None or scope.group(3) != SERVICE:
            return app(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        account, region = identify(scope.group(1)).account, scope.group(2)
        path = unquote(environ["PATH_INFO"]).strip("/").split("/")
        query = {key: values[0] for key, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        request = {**query, **json.loads(body or b"{}")}
        status, answer = respond(environ["REQUEST_METHOD"], path, request, account, region)
        headers = [("Content-Type", "application/json")]
        if "__type" in answer:
            headers.append(("x-amzn-errortype", answer["__type"]))
        start_response(status, headers)
        return [json.dumps(answer).encode()]

    return served


def respond(method: str, path: list[str], body: dict[str, Any], account: str, region: str) -> tuple[str, dict[str, Any]]:
    if path == ["analyzer"] and method == "PUT":
        return create(body, account, region)
    if path == ["analyzer"] and method == "GET":
        found = [each for key, each in analyzers.items() if key[:2] == (account, region)]
        return "200 OK", {"analyzers": [each for each in found if body.get("type") in (None, each["type"])]}
    if len(path) == 2 and path[0] == "analyzer" and method in ("GET", "DELETE"):
        key = (account, region, path[1])
        if key not in analyzers:
            return error("404 Not Found", "ResourceNotFoundException", f"Analyzer {path[1]} was not found.")
        return "200 OK", {"analyzer": analyzers[key]} if method == "GET" else (analyzers.pop(key) and {})
    if path[0] == "tags":
        return "200 OK", {"tags": {}}
    raise NotImplementedError("is not implemented")


def create(body: dict[str, Any], account: str, region: str) -> tuple[str, dict[str, Any]]:
    name, kind = body["analyzerName"], body["type"]
    if kind.startswith("ORGANIZATION") and not administers(account, f"{SERVICE}.amazonaws.com"):
        reason = "The account is neither the organization's management account nor the delegated administrator."
        return error("403 Forbidden", "AccessDeniedException", reason)
    if any(key[:2] == (account, region) and analyzers[key]["type"] == kind for key in analyzers):
        return error("402 Payment Required", "ServiceQuotaExceededException", f"There is an analyzer of type {kind}.")
    arn = f"arn:{PARTITION}:{SERVICE}:{region}:{account}:analyzer/{name}"
    analyzers[account, region, name] = {
        "arn": arn,
        "name": name,
        "type": kind,
        "status": "ACTIVE",
        "createdAt": utcnow().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tags": body.get("tags", {}),
    }
    return "200 OK", {"arn": arn}


def error(status: str, code: str, message: str) -> tuple[str, dict[str, Any]]:
    return status, {"__type": code, "message": message}
