"""Evaluates IAM policy statements: Allow and Deny, actions, resources and the conditions that this project uses.

An unknown condition operator, condition key or policy variable is refused (Unknown), so that no verdict is wrong.
Source: IAM user guide, "Policy evaluation logic", "IAM JSON policy elements: Condition operators" and "IAM policy
elements: Variables and tags"."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

# Condition keys of AssumeRole, and of Organizations, that a request has here if it has them at AWS; the claims of a web
# identity come in addition.
KNOWN_KEYS = frozenset(
    {
        "aws:multifactorauthage",
        "aws:multifactorauthpresent",
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalorgid",
        "aws:principaltype",
        "aws:resourceorgid",
        "aws:userid",
        "aws:username",
        "organizations:policytype",
        "sts:externalid",
        "sts:rolesessionname",
    }
)


class Unknown(Exception):
    """A policy element that this evaluator does not implement."""


@dataclass(frozen=True)
class Request:
    action: str
    resource: str
    context: Mapping[str, str]  # condition keys in lower case; a key that AWS leaves out is absent
    issuer: str | None = None  # of a web identity: its claims are the keys `<issuer>:<claim>`

    def knows(self, key: str) -> bool:
        return key in KNOWN_KEYS or key in self.context or (self.issuer is not None and key.startswith(f"{self.issuer}:"))


def effects(documents: Iterable[str | dict[str, Any]], request: Request) -> set[str]:
    """The effects of the statements that apply to the request: `Allow`, `Deny`, both or none."""
    return {
        statement["Effect"]
        for document in documents
        for statement in statements(document)
        if applies(statement, request)
    }


def statements(document: str | dict[str, Any]) -> list[dict[str, Any]]:
    parsed = json.loads(document) if isinstance(document, str) else document
    return as_list(parsed["Statement"])


def applies(statement: dict[str, Any], request: Request) -> bool:
    """Whether action, resource and conditions match; the caller of this function matches principals."""
    return (
        matches_element(statement, "Action", request.action.lower(), str.lower)
        # A trust policy has no Resource: it means the role that it belongs to.
        and matches_element(statement, "Resource", request.resource, lambda value: expand(value, request))
        and all(
            condition_holds(operator, key.lower(), as_list(values), request)
            for operator, tests in statement.get("Condition", {}).items()
            for key, values in tests.items()
        )
    )


def lets_service(policy: bytes | str | None, service: str, request: Request) -> bool:
    """Whether a resource's policy allows this to a service principal."""
    if not policy:
        return False
    met = [
        statement
        for statement in statements(policy.decode() if isinstance(policy, bytes) else policy)
        if is_for_service(statement["Principal"], service) and applies(statement, request)
    ]
    return bool(met) and all(statement["Effect"] == "Allow" for statement in met)


def is_for_service(principal: Any, service: str) -> bool:
    return principal == "*" or service in as_list(principal.get("Service", []))


def matches_element(
    statement: dict[str, Any], element: str, value: str, read: Callable[[str], str | None]
) -> bool:
    negated = f"Not{element}" in statement
    if not negated and element not in statement:
        return True
    patterns = map(read, as_list(statement[f"Not{element}" if negated else element]))
    return negated != any(like(value, pattern) for pattern in patterns if pattern is not None)


def like(value: str, pattern: str) -> bool:
    return fnmatchcase(value, pattern.replace("[", "[[]"))


def like_arn(value: str, pattern: str) -> bool:
    """Compares each of the six parts of an ARN separately."""
    parts, patterns = value.split(":", 5), pattern.split(":", 5)
    return len(parts) == len(patterns) and all(map(like, parts, patterns))


def condition_holds(operator: str, key: str, values: list[Any], request: Request) -> bool:
    if not request.knows(key):
        raise Unknown(f"condition key {key}")
    actual = request.context.get(key)
    if operator == "Null":
        return (actual is None) == (str(values[0]).lower() == "true")
    if_exists = operator.endswith("IfExists")
    name = operator.removesuffix("IfExists")
    negated = "Not" in name
    test = TESTS.get(name.replace("Not", ""))
    if test is None:
        raise Unknown(f"condition operator {operator}")
    if actual is None:
        return if_exists or negated
    expanded = [expand(str(value), request) for value in values]
    return negated != any(test(actual, value) for value in expanded if value is not None)


def expand(value: str, request: Request) -> str | None:
    """The text with its policy variables replaced; None, which matches nothing, if the request lacks one of them."""
    for variable in re.findall(r"\$\{([^}]*)\}", value):
        if not request.knows(variable.lower()):
            raise Unknown(f"policy variable {variable}")
        filled = request.context.get(variable.lower())
        if filled is None:
            return None
        value = value.replace("${" + variable + "}", filled)
    return value


# Operators by name, without `Not` and `IfExists`.
TESTS: dict[str, Callable[[str, str], bool]] = {
    "Bool": lambda actual, value: actual.lower() == value.lower(),
    "StringEquals": lambda actual, value: actual == value,
    "StringEqualsIgnoreCase": lambda actual, value: actual.lower() == value.lower(),
    "StringLike": like,
    "ArnEquals": like_arn,
    "ArnLike": like_arn,
    "NumericEquals": lambda actual, value: float(actual) == float(value),
    "NumericLessThan": lambda actual, value: float(actual) < float(value),
    "NumericLessThanEquals": lambda actual, value: float(actual) <= float(value),
    "NumericGreaterThan": lambda actual, value: float(actual) > float(value),
    "NumericGreaterThanEquals": lambda actual, value: float(actual) >= float(value),
}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
