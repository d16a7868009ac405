"""AWS Budgets: what moto lacks, which is changing a budget, its subscribers and its tags.

API pages: CreateBudget and UpdateBudget (a name is unique in an account, 5 notifications, 10 email subscribers
each; BudgetLimit or PlannedBudgetLimits; an update replaces the whole budget, except its spend and, if none is
given, its period), CreateNotification, DescribeSubscribersForNotification, ListTagsForResource, TagResource,
UntagResource. An account sees only its own budgets."""

from __future__ import annotations

import json
import re
from typing import Any

from moto.budgets.models import Budget, BudgetsBackend, budgets_backends
from moto.budgets.responses import BudgetsResponse
from moto.core.utils import unix_time

from .aws_error import AwsError
from .caller import PARTITION

MOST_NOTIFICATIONS, MOST_ADDRESSES = 5, 10
KEY = ("NotificationType", "ComparisonOperator", "Threshold", "ThresholdType")
tags: dict[str, dict[str, str]] = {}  # by ARN


def install() -> None:
    answer = BudgetsResponse.create_budget
    create, notify, delete = BudgetsBackend.create_budget, BudgetsBackend.create_notification, BudgetsBackend.delete_budget

    def create_budget(self: BudgetsBackend, account_id: str, budget: dict[str, Any], notifications: list[dict[str, Any]]) -> None:
        for each in notifications:
            check_addresses(each["Subscribers"])
        if len(notifications) > MOST_NOTIFICATIONS:
            raise AwsError("CreationLimitExceededException", f"A budget takes {MOST_NOTIFICATIONS} notifications.")
        create(self, account_id=account_id, budget=budget, notifications=notifications)

    def create_budget_with_tags(self: BudgetsResponse) -> str:
        budget = self._get_param("Budget")
        check_limits(budget)
        text = answer(self)
        own = {tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags") or []}
        tags[f"arn:{PARTITION}:budgets::{self.current_account}:budget/{budget['BudgetName']}"] = own
        return text

    def create_notification(
        self: BudgetsBackend, account_id: str, budget_name: str, notification: dict[str, Any], subscribers: list[dict[str, str]]
    ) -> None:
        check_addresses(subscribers)
        there = self.budgets[account_id].get(budget_name)
        if there is not None and any(same(each.details, notification) for each in there.notifications):
            raise AwsError("DuplicateRecordException", "The notification already exists.")
        if there is not None and len(there.notifications) >= MOST_NOTIFICATIONS:
            raise AwsError("CreationLimitExceededException", f"A budget takes {MOST_NOTIFICATIONS} notifications.")
        notify(self, account_id=account_id, budget_name=budget_name, notification=notification, subscribers=subscribers)

    def delete_budget(self: BudgetsBackend, account_id: str, budget_name: str) -> None:
        delete(self, account_id=account_id, budget_name=budget_name)
        tags.pop(f"arn:{PARTITION}:budgets::{account_id}:budget/{budget_name}", None)

    def delete_notification(self: BudgetsBackend, account_id: str, budget_name: str, notification: dict[str, Any]) -> None:
        there = found(account_id, budget_name)
        left = [each for each in there.notifications if not same(each.details, notification)]
        if len(left) == len(there.notifications):
            raise AwsError("NotFoundException", "Unable to delete notification - the notification doesn't exist.")
        there.notifications = left

    BudgetsResponse.create_budget = create_budget_with_tags  # type: ignore[method-assign]
    BudgetsBackend.create_budget = create_budget  # type: ignore[method-assign]
    BudgetsBackend.create_notification = create_notification  # type: ignore[method-assign]
    BudgetsBackend.delete_budget = delete_budget  # type: ignore[method-assign]
    BudgetsBackend.delete_notification = delete_notification  # type: ignore[method-assign]
    for operation in (update_budget, describe_subscribers_for_notification, list_tags_for_resource, tag_resource, untag_resource):
        setattr(BudgetsResponse, operation.__name__, operation)


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    def key(notification: dict[str, Any]) -> list[Any]:
        given = {"ThresholdType": "PERCENTAGE"} | notification
        return [float(given[name]) if name == "Threshold" else given[name] for name in KEY]

    return key(one) == key(other)


def check_addresses(subscribers: list[dict[str, str]]) -> None:
    if sum(each["SubscriptionType"] == "EMAIL" for each in subscribers) > MOST_ADDRESSES:
        raise AwsError("CreationLimitExceededException", f"A notification takes {MOST_ADDRESSES} addresses.")


def check_limits(budget: dict[str, Any]) -> None:
    given = [name for name in ("BudgetLimit", "PlannedBudgetLimits") if budget.get(name)]
    if len(given) != 1:
        raise AwsError("InvalidParameterException", "Unable to create/update budget - please provide one of the followings: Budget Limit/ Planned Budget Limit")


def found(account: str, name: str) -> Budget:
    budget = budgets_backends[account][PARTITION].budgets[account].get(name)
    if budget is None:
        raise AwsError("NotFoundException", f"Unable to get budget: {name} - the budget doesn't exist.")
    return budget


def update_budget(self: BudgetsResponse) -> str:
    new = self._get_param("NewBudget")
    there = found(self.current_account, new["BudgetName"])
    check_limits(new)
    kept = {key: there.budget[key] for key in ("CalculatedSpend", "TimePeriod") if key in there.budget}
    there.budget = kept | new | {"LastUpdatedTime": unix_time()}
    return "{}"


def describe_subscribers_for_notification(self: BudgetsResponse) -> str:
    wanted = self._get_param("Notification")
    for each in found(self.current_account, self._get_param("BudgetName")).notifications:
        if same(each.details, wanted):
            return json.dumps({"Subscribers": each.subscribers})
    raise AwsError("NotFoundException", "Unable to get the subscribers - the notification doesn't exist.")


def tagged(self: BudgetsResponse) -> dict[str, str]:
    arn = self._get_param("ResourceARN")
    name = re.fullmatch(rf"arn:{PARTITION}:budgets::{self.current_account}:budget/(.+)", arn or "")
    if name is None:
        raise AwsError("InvalidParameterException", f"{arn} is no ARN of a budget of this account.")
    found(self.current_account, name[1])
    return tags.setdefault(arn, {})


def list_tags_for_resource(self: BudgetsResponse) -> str:
    return json.dumps({"ResourceTags": [{"Key": key, "Value": value} for key, value in tagged(self).items()]})


def tag_resource(self: BudgetsResponse) -> str:
    tagged(self).update({tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags")})
    return "{}"


def untag_resource(self: BudgetsResponse) -> str:
    own = tagged(self)
    for key in self._get_param("ResourceTagKeys"):
        own.pop(key, None)
    return "{}"
