"""CloudWatch in the protocol of today's SDKs, rpc-v2-cbor, which moto lacks: each call is passed on in JSON, so that
all protocols see the same alarms.

API pages: PutMetricAlarm (a new alarm is INSUFFICIENT_DATA, an update leaves state and tags as they are),
DescribeAlarms of the CloudWatch API reference; Smithy's page "RPC v2 CBOR protocol"."""

from __future__ import annotations

import datetime
import io
import json
import re
from typing import Any

from moto.cloudwatch.models import CloudWatchBackend

from . import cbor

OPERATION = re.compile(r"^/service/GraniteServiceVersion20100801/operation/(\w+)$")


def install() -> None:
    put_metric_alarm = CloudWatchBackend.put_metric_alarm

    def put(self: CloudWatchBackend, name: str, *args: Any, **kwargs: Any) -> Any:
        before = self.alarms.get(name)
        alarm = put_metric_alarm(self, name, *args, **{**kwargs, **({"tags": []} if before else {})})
        alarm.state_value = before.state_value if before else "INSUFFICIENT_DATA"
        return alarm

    CloudWatchBackend.put_metric_alarm = put  # type: ignore[method-assign]


def serve(app: Any) -> Any:
    """Handles the calls in this protocol, and passes all others on."""

    def served(environ: dict[str, Any], start_response: Any) -> Any:
        operation = OPERATION.match(environ["PATH_INFO"])
        if operation is None:
            return app(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        asked = json.dumps(cbor.decode(body) if body else {}).encode()
        started: list[Any] = []
        answer = b"".join(app(in_json(environ, operation.group(1), asked), lambda *args: started.__setitem__(slice(None), args)))
        status, headers = started[:2]
        if answer.startswith(b"<"):  # moto's page for an operation that it does not know
            start_response(status, headers)
            return [answer]
        start_response(status, [("Content-Type", "application/cbor"), ("Smithy-Protocol", "rpc-v2-cbor")])
        return [cbor.encode(with_times(json.loads(answer or b"{}")))]

    return served


def in_json(environ: dict[str, Any], operation: str, body: bytes) -> dict[str, Any]:
    return {
        **environ,
        **dict.fromkeys(("PATH_INFO", "RAW_URI", "REQUEST_URI"), "/"),
        "HTTP_X_AMZ_TARGET": f"GraniteServiceVersion20100801.{operation}",
        "CONTENT_TYPE": "application/x-amz-json-1.0",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    }


def with_times(value: Any, key: str = "") -> Any:
    """In JSON, times are plain seconds; CBOR marks them as times."""
    if isinstance(value, dict):
        return {name: with_times(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [with_times(item, key) for item in value]
    if re.search("Timestamps?$", key) and isinstance(value, (int, float)):
        return datetime.datetime.fromtimestamp(value, datetime.timezone.utc)
    return value
