"""Cost Anomaly Detection, which moto lacks: monitors and subscriptions, and no anomalies.

API pages: CreateAnomalyMonitor, GetAnomalyMonitors, UpdateAnomalyMonitor, DeleteAnomalyMonitor,
CreateAnomalySubscription, GetAnomalySubscriptions, UpdateAnomalySubscription, DeleteAnomalySubscription of the
Cost Explorer API; AnomalyMonitor (a dimension or a specification, by its type), AnomalySubscription (a threshold
is required; daily and weekly summaries go by email, individual alerts to a topic). User guide, "Getting started
with AWS Cost Anomaly Detection": an account has one monitor of all AWS services."""

from __future__ import annotations

import json
import uuid
from typing import Any

from moto.ce.responses import CostExplorerResponse
from moto.core.utils import utcnow

from .aws_error import AwsError
from .caller import PARTITION

Thing = dict[str, Any]
# By account and ARN.
monitors: dict[str, dict[str, Thing]] = {}
subscriptions: dict[str, dict[str, Thing]] = {}


def install() -> None:
    for operation in (
        create_anomaly_monitor,
        get_anomaly_monitors,
        update_anomaly_monitor,
        delete_anomaly_monitor,
        create_anomaly_subscription,
        get_anomaly_subscriptions,
        update_anomaly_subscription,
        delete_anomaly_subscription,
    ):
        setattr(CostExplorerResponse, operation.__name__, operation)


def new_arn(self: CostExplorerResponse, kind: str) -> str:
    return f"arn:{PARTITION}:ce::{self.current_account}:{kind}/{uuid.uuid4()}"


def tag(self: CostExplorerResponse, arn: str) -> None:
    self.ce_backend.tag_resource(arn, self._get_param("ResourceTags") or [])


def own(self: CostExplorerResponse, things: dict[str, dict[str, Thing]]) -> dict[str, Thing]:
    return things.setdefault(self.current_account, {})


def found(there: dict[str, Thing], arn: str, error: str) -> Thing:
    if arn not in there:
        raise AwsError(error, f"Can't find {arn}")
    return there[arn]


def create_anomaly_monitor(self: CostExplorerResponse) -> str:
    monitor, there = self._get_param("AnomalyMonitor"), own(self, monitors)
    needed = "MonitorDimension" if monitor["MonitorType"] == "DIMENSIONAL" else "MonitorSpecification"
    if not monitor.get(needed):
        raise AwsError("ValidationException", f"{needed} is required for a monitor of type {monitor['MonitorType']}.")
    dimension = monitor.get("MonitorDimension")
    if dimension and any(each.get("MonitorDimension") == dimension for each in there.values()):
        raise AwsError("LimitExceededException", "Limit exceeded on dimensional spend monitor creation")
    arn = new_arn(self, "anomalymonitor")
    now = utcnow().strftime("%Y-%m-%d")
    there[arn] = monitor | {"MonitorArn": arn, "CreationDate": now, "LastUpdatedDate": now}
    tag(self, arn)
    return json.dumps({"MonitorArn": arn})


def get_anomaly_monitors(self: CostExplorerResponse) -> str:
    there, wanted = own(self, monitors), self._get_param("MonitorArnList") or []
    named = [found(there, arn, "UnknownMonitorException") for arn in wanted]
    return json.dumps({"AnomalyMonitors": named if wanted else list(there.values())})


def update_anomaly_monitor(self: CostExplorerResponse) -> str:
    monitor = found(own(self, monitors), self._get_param("MonitorArn"), "UnknownMonitorException")
    monitor["MonitorName"] = self._get_param("MonitorName") or monitor["MonitorName"]
    return json.dumps({"MonitorArn": monitor["MonitorArn"]})


def delete_anomaly_monitor(self: CostExplorerResponse) -> str:
    arn = found(own(self, monitors), self._get_param("MonitorArn"), "UnknownMonitorException")["MonitorArn"]
    del own(self, monitors)[arn]
    return "{}"


def judge(self: CostExplorerResponse, subscription: Thing) -> None:
    for arn in subscription["MonitorArnList"]:
        found(own(self, monitors), arn, "UnknownMonitorException")
    if not subscription.get("ThresholdExpression") and "Threshold" not in subscription:
        raise AwsError("ValidationException", "One of Threshold and ThresholdExpression is required.")
    kind = "SNS" if subscription["Frequency"] == "IMMEDIATE" else "EMAIL"
    if any(each["Type"] != kind for each in subscription["Subscribers"]):
        raise AwsError("ValidationException", f"Subscribers of frequency {subscription['Frequency']} are of type {kind}.")


def confirmed(subscribers: list[Thing]) -> list[Thing]:
    return [each | {"Status": "CONFIRMED"} for each in subscribers]


def create_anomaly_subscription(self: CostExplorerResponse) -> str:
    subscription = self._get_param("AnomalySubscription")
    judge(self, subscription)
    arn = new_arn(self, "anomalysubscription")
    given = {"AccountId": self.current_account, "SubscriptionArn": arn, "Subscribers": confirmed(subscription["Subscribers"])}
    own(self, subscriptions)[arn] = subscription | given
    tag(self, arn)
    return json.dumps({"SubscriptionArn": arn})


def get_anomaly_subscriptions(self: CostExplorerResponse) -> str:
    there, wanted = own(self, subscriptions), self._get_param("SubscriptionArnList") or []
    named = [found(there, arn, "UnknownSubscriptionException") for arn in wanted]
    monitor = self._get_param("MonitorArn")
    all_of_it = [each for each in there.values() if monitor is None or monitor in each["MonitorArnList"]]
    return json.dumps({"AnomalySubscriptions": named if wanted else all_of_it})


def update_anomaly_subscription(self: CostExplorerResponse) -> str:
    subscription = found(own(self, subscriptions), self._get_param("SubscriptionArn"), "UnknownSubscriptionException")
    names = ("Frequency", "MonitorArnList", "Subscribers", "SubscriptionName", "Threshold", "ThresholdExpression")
    changed = {name: self._get_param(name) for name in names if self._get_param(name) is not None}
    judge(self, subscription | changed)
    if "Subscribers" in changed:
        changed["Subscribers"] = confirmed(changed["Subscribers"])
    subscription.update(changed)
    return json.dumps({"SubscriptionArn": subscription["SubscriptionArn"]})


def delete_anomaly_subscription(self: CostExplorerResponse) -> str:
    arn = found(own(self, subscriptions), self._get_param("SubscriptionArn"), "UnknownSubscriptionException")["SubscriptionArn"]
    del own(self, subscriptions)[arn]
    return "{}"
