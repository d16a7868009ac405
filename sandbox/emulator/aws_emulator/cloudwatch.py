"""CloudWatch alarms in the protocol that today's SDKs speak, rpc-v2-cbor, which moto does not.

API pages: PutMetricAlarm, DescribeAlarms, DeleteAlarms, ListTagsForResource, TagResource of the CloudWatch API reference;
Smithy's page "RPC v2 CBOR protocol".
"""

from __future__ import annotations

import re
from typing import Any

from moto.core.utils import utcnow

from . import cbor
from .caller import PARTITION, identify, scope_of

OPERATION = re.compile(r"^/service/GraniteServiceVersion20100801/operation/(\w+)$")

Scope = tuple[str, str]  # account and region
alarms: dict[Scope, dict[str, dict[str, Any]]] = {}


def serve(app: Any) -> Any:
    """Handles the calls of this service in this protocol, and passes all others on."""

    def served(environ: dict[str, Any], start_response: Any) -> Any:
        operation = OPERATION.match(environ["PATH_INFO"])
        scope = scope_of(environ)
        if operation is None or scope is None or scope.service != "monitoring":
            return app(environ, start_response)
        if operation.group(1) not in OPERATIONS:
            raise NotImplementedError("is not implemented")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        answer = OPERATIONS[operation.group(1)]((identify(scope.access_key).account, scope.region), cbor.decode(body) if body else {})
        headers = [("Content-Type", "application/cbor"), ("Smithy-Protocol", "rpc-v2-cbor")]
        start_response("200 OK", headers)
        return [cbor.encode(answer)]

    return served


def put_alarm(scope: Scope, request: dict[str, Any]) -> dict[str, Any]:
    account, region = scope
    name = request["AlarmName"]
    defaults = {"ActionsEnabled": True, "OKActions": [], "InsufficientDataActions": [], "AlarmActions": []}
    alarms.setdefault(scope, {})[name] = {
        **defaults,
        "Dimensions": [],
        **{key: value for key, value in request.items() if key != "Tags"},
        "AlarmArn": f"arn:{PARTITION}:cloudwatch:{region}:{account}:alarm:{name}",
        "AlarmConfigurationUpdatedTimestamp": utcnow(),
        "StateValue": "INSUFFICIENT_DATA",
    }
    return {}


def describe_alarms(scope: Scope, request: dict[str, Any]) -> dict[str, Any]:
    names = request.get("AlarmNames")
    found = [alarm for name, alarm in alarms.get(scope, {}).items() if names is None or name in names]
    return {"MetricAlarms": found, "CompositeAlarms": []}


def delete_alarms(scope: Scope, request: dict[str, Any]) -> dict[str, Any]:
    for name in request["AlarmNames"]:
        alarms.get(scope, {}).pop(name, None)
    return {}


OPERATIONS = {
    "PutMetricAlarm": put_alarm,
    "DescribeAlarms": describe_alarms,
    "DeleteAlarms": delete_alarms,
    "ListTagsForResource": lambda scope, request: {"Tags": []},
}
