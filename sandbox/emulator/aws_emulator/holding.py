"""For tests: a request or response that does not match AWS's own model is an error, so that no test relies on a shape that AWS lacks."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from botocore.model import OperationModel
from moto.core.utils import get_service_model

from .caller import scope_of
from .shapes import error_of, operation_of, request_faults, response_faults

# botocore's folder, by the service name in a request's signature.
SERVICES = {
    "access-analyzer": "accessanalyzer",
    "account": "account",
    "budgets": "budgets",
    "ce": "ce",
    "cloudtrail": "cloudtrail",
    "config": "config",
    "iam": "iam",
    "identitystore": "identitystore",
    "organizations": "organizations",
    "servicequotas": "service-quotas",
    "sso": "sso-admin",
    "sts": "sts",
}

# By operation, such as `organizations.CloseAccount`: the number of successful responses, and the error codes, that were checked.
held: dict[str, dict[str, Any]] = {}


def hold(app: Any) -> Any:
    """Middleware: replaces a response by the error EmulatorShape if it or its request does not match the model. The message names the faults."""

    def holding(environ: dict[str, Any], start_response: Any) -> Any:
        scope = scope_of(environ)
        service = SERVICES.get(scope.service) if scope is not None else None
        if service is None:
            return app(environ, start_response)
        model = get_service_model(service)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        operation = operation_of(model, environ, body)
        if operation is None:
            return app(environ, start_response)
        faults = list(request_faults(operation, environ, body))
        if faults:
            return misfit(start_response, operation, "request", faults)
        started: list[Any] = []
        answer = b"".join(app(environ, lambda *args: started.__setitem__(slice(None), args)))
        status, headers = str(started[0]), dict(started[1])
        remember(operation, status, headers, answer)
        faults = list(response_faults(operation, status, headers, answer))
        if faults:
            return misfit(start_response, operation, "response", faults)
        start_response(*started[:2])
        return [answer]

    return holding


def remember(operation: OperationModel, status: str, headers: dict[str, str], body: bytes) -> None:
    seen = held.setdefault(f"{operation.service_model.service_name}.{operation.name}", {"responses": 0, "errors": []})
    if status[0] == "2":
        seen["responses"] += 1
    else:
        code, _ = error_of(operation, headers, body)
        seen["errors"] = sorted({*seen["errors"], code})


def misfit(start_response: Any, operation: OperationModel, what: str, faults: list[str]) -> list[bytes]:
    message = f"the {what} of {operation.service_model.service_name} {operation.name} is not of AWS's model: {'; '.join(faults[:5])}"
    code = "EmulatorShape"
    if operation.service_model.protocol == "query":
        content_type, text = "text/xml", f"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
    else:
        content_type, text = "application/x-amz-json-1.1", json.dumps({"__type": code, "message": message, "Message": message})
    content = text.encode()
    start_response("400 Bad Request", [("Content-Type", content_type), ("Content-Length", str(len(content))), ("x-amzn-errortype", code)])
    return [content]
