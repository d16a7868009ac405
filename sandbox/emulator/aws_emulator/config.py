"""AWS Config: moto accepts any role, bucket and organization, and drops the recording frequency.

API pages: PutConfigurationRecorder (its errors, `recordingMode`), PutDeliveryChannel (AWS Config writes a file to
the bucket), PutConfigurationAggregator (who may aggregate an organization, and its role); developer guide,
"Permissions for the Amazon S3 Bucket": with the service-linked role it writes as the service."""

from __future__ import annotations

import re
from typing import Any

from moto.config.models import ConfigBackend, ConfigRecorder
from moto.iam import models as iam_models
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends

from .aws_error import AwsError
from .caller import PARTITION, organization_of
from .delegation import administers
from .policy import Request, lets_service

SERVICE = "config.amazonaws.com"
LINKED_ROLE = f"role/aws-service-role/{SERVICE}/AWSServiceRoleForConfig"


def install() -> None:
    iam_models.SERVICE_NAME_CONVERSION["config"] = "Config"
    put_recorder, put_channel, aggregate = (
        ConfigBackend.put_configuration_recorder,
        ConfigBackend.put_delivery_channel,
        ConfigBackend.put_configuration_aggregator,
    )
    plain = ConfigRecorder.to_dict

    def put_configuration_recorder(self: ConfigBackend, config_recorder: dict[str, Any]) -> None:
        if not has_role(self.account_id, config_recorder.get("roleARN", "")):
            raise AwsError("InvalidRoleException", "The role ARN you specified is null, or there is no such role in the account.")
        put_recorder(self, config_recorder)
        mode = {"recordingFrequency": "CONTINUOUS", "recordingModeOverrides": []}
        self.recorders[config_recorder["name"]].mode = mode | config_recorder.get("recordingMode", {})  # type: ignore[attr-defined]

    def to_dict(self: ConfigRecorder) -> dict[str, Any]:
        return plain(self) | {"recordingMode": getattr(self, "mode", {})}

    def put_delivery_channel(self: ConfigBackend, delivery_channel: dict[str, Any]) -> None:
        put_channel(self, delivery_channel)
        try:
            check_bucket(self, delivery_channel)
        except AwsError:
            del self.delivery_channels[delivery_channel["name"]]
            raise

    def put_configuration_aggregator(self: ConfigBackend, config_aggregator: dict[str, Any]) -> dict[str, Any]:
        source = config_aggregator.get("OrganizationAggregationSource")
        if source and not administers(self.account_id, SERVICE):
            reason = "This account is neither the organization's management account nor a delegated administrator of config.amazonaws.com."
            raise AwsError("OrganizationAccessDeniedException", reason)
        if source and not has_role(self.account_id, source.get("RoleArn", "")):
            raise AwsError("InvalidRoleException", "There is no such role in the account.")
        return aggregate(self, config_aggregator)

    ConfigBackend.put_configuration_recorder = put_configuration_recorder  # type: ignore[method-assign]
    ConfigBackend.put_delivery_channel = put_delivery_channel  # type: ignore[method-assign]
    ConfigBackend.put_configuration_aggregator = put_configuration_aggregator  # type: ignore[method-assign]
    ConfigRecorder.to_dict = to_dict  # type: ignore[method-assign]


def has_role(account: str, arn: str) -> bool:
    named = re.fullmatch(rf"arn:{PARTITION}:iam::{account}:role/(?:.+/)?([^/]+)", arn)
    return named is not None and any(role.arn == arn for role in iam_backends[account][PARTITION].roles.values())


def check_bucket(backend: ConfigBackend, channel: dict[str, Any]) -> None:
    name = channel["s3BucketName"]
    _, owner = s3_backends.bucket_accounts.get(name, (PARTITION, None))
    if owner is None:
        raise AwsError("NoSuchBucketException", f"Cannot find a S3 bucket with name {name}.")
    account = backend.account_id
    recorder = next(iter(backend.recorders.values()))
    if owner == account and not recorder.role_arn.endswith(LINKED_ROLE):
        return  # the recorder's own role decides, which moto does not judge
    bucket = s3_backends[owner][PARTITION].get_bucket(name)
    context = {
        "aws:sourceaccount": account,
        "aws:sourceorgid": organization_of(account) or "",
        "aws:securetransport": "true",
        "s3:x-amz-acl": "bucket-owner-full-control",
    }
    arn = f"arn:{PARTITION}:s3:::{name}"
    prefix = f"{channel['s3KeyPrefix']}/" if channel.get("s3KeyPrefix") else ""
    requests = [
        Request("s3:GetBucketAcl", arn, context),
        Request("s3:ListBucket", arn, context),
        Request("s3:PutObject", f"{arn}/{prefix}AWSLogs/{account}/Config/ConfigWritabilityCheckFile", context),
    ]
    if not all(lets_service(bucket.policy, SERVICE, request) for request in requests):
        message = f"Insufficient delivery policy to s3 bucket: {name}, unable to write to bucket."
        raise AwsError("InsufficientDeliveryPolicyException", message)
