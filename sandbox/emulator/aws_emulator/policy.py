"""Judges IAM policy statements: Allow and Deny, principals, actions, resources and the conditions that this project uses.

A condition operator or key that it does not know is refused (Unknown), so that a wrong verdict is never given.
Source: IAM user guide, "Policy evaluation logic" and "IAM JSON policy elements: Condition operators".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any


class Unknown(Exception):
    """A policy element that this evaluator does not implement."""


@dataclass(frozen=True)
class Request:
    action: str
    resource: str
    context: Mapping[str, str]  # condition keys in lower case; a key that AWS leaves out is absent


def allows(documents: Iterable[str | dict[str, Any]], request: Request) -> bool:
    """True if a statement allows the request and none denies it. Statements with principals are matched by the caller."""
    allowed = False
    for document in documents:
        for statement in statements(document):
            if not applies(statement, request):
                continue
            if statement["Effect"] == "Deny":
                return False
            allowed = True
    return allowed


def statements(document: str | dict[str, Any]) -> list[dict[str, Any]]:
    parsed = json.loads(document) if isinstance(document, str) else document
    return as_list(parsed["Statement"])


def applies(statement: dict[str, Any], request: Request) -> bool:
    return (
        matches_element(statement, "Action", request.action)
        and matches_element(statement, "Resource", request.resource)
        and conditions_hold(statement.get("Condition", {}), request.context)
    )


def matches_element(statement: dict[str, Any], element: str, value: str) -> bool:
    if f"Not{element}" in statement:
        return not like_any(value, statement[f"Not{element}"], element == "Action")
    # A trust policy has no Resource: the role it hangs on is meant.
    return element not in statement or like_any(value, statement[element], element == "Action")


def like_any(value: str, patterns: Any, fold_case: bool = False) -> bool:
    return any(like(value, pattern, fold_case) for pattern in as_list(patterns))


def like(value: str, pattern: str, fold_case: bool = False) -> bool:
    if fold_case:
        value, pattern = value.lower(), pattern.lower()
    return fnmatchcase(value, pattern.replace("[", "[[]"))


def conditions_hold(conditions: dict[str, dict[str, Any]], context: Mapping[str, str]) -> bool:
    return all(
        condition_holds(operator, key.lower(), as_list(values), context)
        for operator, tests in conditions.items()
        for key, values in tests.items()
    )


def condition_holds(operator: str, key: str, values: list[Any], context: Mapping[str, str]) -> bool:
    actual = context.get(key)
    if operator == "Null":
        return (actual is None) == (str(values[0]).lower() == "true")
    if_exists = operator.endswith("IfExists")
    test = OPERATORS.get(operator.removesuffix("IfExists"))
    if test is None:
        raise Unknown(f"condition operator {operator}")
    if actual is None:
        negated = operator.startswith(("StringNot", "ArnNot", "NumericNot"))
        return if_exists or negated
    return test(actual, [expand(str(value), context) for value in values])


def expand(value: str, context: Mapping[str, str]) -> str:
    for key in ("aws:username", "aws:PrincipalAccount", "aws:PrincipalOrgID"):
        value = value.replace("${" + key + "}", context.get(key.lower(), ""))
    if "${" in value.replace("${*}", "").replace("${?}", ""):
        raise Unknown(f"policy variable in {value}")
    return value


OPERATORS = {
    "Bool": lambda actual, values: actual.lower() in [value.lower() for value in values],
    "StringEquals": lambda actual, values: actual in values,
    "StringNotEquals": lambda actual, values: actual not in values,
    "StringEqualsIgnoreCase": lambda actual, values: actual.lower() in [value.lower() for value in values],
    "StringLike": lambda actual, values: like_any(actual, values),
    "StringNotLike": lambda actual, values: not like_any(actual, values),
    "ArnEquals": lambda actual, values: like_any(actual, values),
    "ArnLike": lambda actual, values: like_any(actual, values),
    "ArnNotEquals": lambda actual, values: not like_any(actual, values),
    "ArnNotLike": lambda actual, values: not like_any(actual, values),
    "NumericLessThan": lambda actual, values: any(float(actual) < float(value) for value in values),
    "NumericLessThanEquals": lambda actual, values: any(float(actual) <= float(value) for value in values),
    "NumericGreaterThan": lambda actual, values: any(float(actual) > float(value) for value in values),
}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
