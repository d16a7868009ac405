"""Finds parts of requests and responses that do not match AWS's own service models, which botocore ships.

Protocols: Smithy's awsJson1_1, restJson1 and awsQuery. Source of the codes that every operation may return (COMMON): page "Common Errors" of
each API reference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree

from botocore.model import OperationModel, ServiceModel, Shape

COMMON = {
    "AccessDenied",
    "AccessDeniedException",
    "EmulatorNotImplemented",  # the emulator's own code for operations that it lacks
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidClientTokenId",
    "NotAuthorized",
    "SignatureDoesNotMatch",
    "Throttling",
    "ThrottlingException",
    "UnrecognizedClientException",
    "ValidationError",
    "ValidationException",
}
SCALARS: dict[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "double": (int, float),
    "float": (int, float),
    "integer": (int,),
    "long": (int,),
    "blob": (str,),
    "string": (str,),
    "timestamp": (int, float, str),
}


def operation_of(model: ServiceModel, environ: dict[str, Any], body: bytes) -> OperationModel | None:
    """The operation of a request. None if the model lacks it: the emulator itself refuses it, or it is newer than the model."""
    if model.protocol == "rest-json":
        name = next((each for each in model.operation_names if is_at(model.operation_model(each), environ)), "")
    elif "HTTP_X_AMZ_TARGET" in environ:
        name = environ["HTTP_X_AMZ_TARGET"].rsplit(".", 1)[-1]
    else:
        name = form_of(environ, body).get("Action", "")
    return model.operation_model(name) if name in model.operation_names else None


def is_at(operation: OperationModel, environ: dict[str, Any]) -> bool:
    path = operation.http["requestUri"].partition("?")[0]
    pattern = re.sub(r"\\\{[^}]+?(\\\+)?\\\}", lambda found: ".+" if found[1] else "[^/]+", re.escape(path))
    return operation.http["method"] == environ["REQUEST_METHOD"] and re.fullmatch(pattern, environ["PATH_INFO"]) is not None


def form_of(environ: dict[str, Any], body: bytes) -> dict[str, str]:
    text = f"{environ.get('QUERY_STRING', '')}&{body.decode('utf-8', 'replace')}"
    return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}


def request_faults(operation: OperationModel, environ: dict[str, Any], body: bytes) -> Iterator[str]:
    shape = operation.input_shape
    if operation.service_model.protocol == "query":
        for name in form_of(environ, body):
            if name not in ("Action", "Version") and (shape is None or not has_member(shape, name.split("."))):
                yield f"{name} is no member"
        return
    in_body = json.loads(body or b"{}")
    if shape is None:
        yield from (f"{name} is no member" for name in in_body)
    else:
        yield from faults_of(shape, in_body, "", is_whole=operation.service_model.protocol == "json")


def has_member(shape: Shape, names: list[str]) -> bool:
    """Whether a name in a form, such as `Tags.member.1.Key`, is a member of the shape."""
    if not names:
        return True
    if shape.type_name == "structure":
        members = {shape.members[each].serialization.get("name", each): shape.members[each] for each in shape.members}
        return names[0] in members and has_member(members[names[0]], names[1:])
    if shape.type_name == "list":
        rest = names if shape.serialization.get("flattened") else names[1:]
        return has_member(shape.member, rest[1:])
    if shape.type_name == "map":
        return True
    return False


def response_faults(operation: OperationModel, status: str, headers: dict[str, str], body: bytes) -> Iterator[str]:
    is_query = operation.service_model.protocol == "query"
    if status[0] == "2":
        shape = operation.output_shape
        content = from_response(shape, body, operation.name) if is_query else json.loads(body or b"{}")
        if shape is not None:
            yield from faults_of(shape, content, "")
        elif content:
            yield f"it has {', '.join(content)}, and the operation returns nothing"
        return
    code, content = error_of(operation, headers, body)
    shapes = {each.metadata.get("error", {}).get("code", each.name): each for each in operation.error_shapes}
    if code in shapes:
        yield from faults_of(shapes[code], content, code)
    elif code not in COMMON:
        yield f"{code} is no error of this operation"


def error_of(operation: OperationModel, headers: dict[str, str], body: bytes) -> tuple[str, dict[str, Any]]:
    """The code of an error response, and its other members without the message."""
    if operation.service_model.protocol == "query":
        error = next(each for each in ElementTree.fromstring(body).iter() if local(each) == "Error")
        return next(each.text or "" for each in error if local(each) == "Code"), {}
    content = json.loads(body or b"{}")
    by_header = {name.lower(): value for name, value in headers.items()}.get("x-amzn-errortype", "")
    code = str(by_header or content.get("__type") or content.get("code"))
    return code.rsplit("#", 1)[-1].partition(":")[0], {name: value for name, value in content.items() if name.lower() not in ("__type", "message", "code")}


def faults_of(shape: Shape, value: Any, path: str, *, is_whole: bool = True) -> Iterator[str]:
    """Faults of a value: members that the shape lacks, missing ones, wrong types and values. `is_whole`: all members are in the body, none in path,
    query or headers."""
    kind = shape.type_name
    if value is None:
        return  # null: the same as absent
    if kind == "structure" and isinstance(value, dict):
        members = {each.serialization.get("name", name): each for name, each in shape.members.items()}
        required = {shape.members[name].serialization.get("name", name) for name in shape.required_members}
        for name in value:
            if name not in members:
                yield f"{path}.{name} is no member"
        for name in sorted(required):
            is_elsewhere = not is_whole or "location" in members[name].serialization
            if value.get(name) is None and not is_elsewhere and name.lower() != "message":
                yield f"{path}.{name} is missing"
        for name in members.keys() & value.keys():
            yield from faults_of(members[name], value[name], f"{path}.{name}")
    elif kind == "list" and isinstance(value, list):
        for index, each in enumerate(value):
            yield from faults_of(shape.member, each, f"{path}[{index}]")
    elif kind == "map" and isinstance(value, dict):
        for key, each in value.items():
            yield from faults_of(shape.value, each, f"{path}.{key}")
    elif not isinstance(value, SCALARS.get(kind, ())) or (isinstance(value, bool) and kind != "boolean"):
        yield f"{path} is {json.dumps(value)[:80]}, and no {kind}"
    elif shape.metadata.get("enum") and value not in shape.metadata["enum"]:
        yield f"{path} is {value!r}, and one of {', '.join(shape.metadata['enum'][:20])}"


def local(element: ElementTree.Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def from_response(shape: Shape | None, body: bytes, name: str) -> Any:
    result = next((each for each in ElementTree.fromstring(body) if local(each) == f"{name}Result"), None)
    return {} if result is None else {local(each): None for each in result} if shape is None else from_xml(shape, result)


def from_xml(shape: Shape, element: ElementTree.Element) -> Any:
    """The value of an element, converted by its shape. Members that the shape lacks, and scalars that do not parse, stay text."""
    kind, text = shape.type_name, element.text or ""
    if kind == "structure":
        members = {each.serialization.get("name", name): each for name, each in shape.members.items()}
        return {local(each): from_xml(members[local(each)], each) if local(each) in members else each.text for each in element}
    if kind == "list":
        return [from_xml(shape.member, each) for each in element]
    if kind == "map":
        return {entry[0].text: from_xml(shape.value, entry[1]) for entry in element}
    if kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if kind in ("integer", "long", "double", "float"):
        return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else int(text) if re.fullmatch(r"-?\d+", text) else text
    return text
