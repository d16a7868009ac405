"""IAM Access Analyzer, which moto does not have at all: analyzers and no findings.

API pages: CreateAnalyzer, GetAnalyzer, ListAnalyzers, DeleteAnalyzer, TagResource, UntagResource of the Access Analyzer API reference.
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow

from .caller import PARTITION
from .delegation import administers
from .rest_service import Answer, Call, Refusal, serving

SERVICE = "access-analyzer"

analyzers: dict[tuple[str, str, str], dict[str, Any]] = {}  # by account, region and name


def respond(call: Call) -> Answer:
    account, region, body = call.account, call.region, call.body
    match (call.method, *call.path):
        case ("PUT", "analyzer"):
            return create(body, account, region)
        case ("GET", "analyzer"):
            found = [each for key, each in analyzers.items() if key[:2] == (account, region)]
            return {"analyzers": [each for each in found if body.get("type") in (None, each["type"])]}
        case ("GET" | "DELETE", "analyzer", name):
            key = (account, region, name)
            if key not in analyzers:
                raise Refusal("ResourceNotFoundException", f"Analyzer {name} was not found.", "404 Not Found")
            return {"analyzer": analyzers[key]} if call.method == "GET" else (analyzers.pop(key) and {})
        case (_, "tags", *_):
            return {"tags": {}}
    raise NotImplementedError("is not implemented")


def create(body: Answer, account: str, region: str) -> Answer:
    name, kind = body["analyzerName"], body["type"]
    if kind.startswith("ORGANIZATION") and not administers(account, f"{SERVICE}.amazonaws.com"):
        reason = "The account is neither the organization's management account nor the delegated administrator."
        raise Refusal("AccessDeniedException", reason, "403 Forbidden")
    if any(key[:2] == (account, region) and analyzers[key]["type"] == kind for key in analyzers):
        raise Refusal("ServiceQuotaExceededException", f"There is an analyzer of type {kind}.", "402 Payment Required")
    arn = f"arn:{PARTITION}:{SERVICE}:{region}:{account}:analyzer/{name}"
    analyzers[account, region, name] = {
        "arn": arn,
        "name": name,
        "type": kind,
        "status": "ACTIVE",
        "createdAt": utcnow().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tags": body.get("tags", {}),
    }
    return {"arn": arn}


serve = serving(SERVICE, respond)
