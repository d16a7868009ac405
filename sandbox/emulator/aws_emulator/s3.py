"""S3: the account and region of a bucket, and the block of keys from callers (SSE-C).

moto lets every account into every bucket, from every region, and drops the setting for blocked encryption.

API page HeadBucket; user guide, "Verifying bucket ownership with bucket owner condition", "Making requests using
the REST API" (a request to another region than the bucket's gets a redirect), "Bucket policies". API pages
PutBucketEncryption, GetBucketEncryption and BlockedEncryptionTypes; user guide, "Default SSE-C setting for new
buckets FAQ": every new bucket blocks SSE-C until set otherwise, and a configuration that does not mention it
leaves it so."""

from __future__ import annotations

import json
from typing import Any

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.exceptions import MalformedXML
from moto.s3.models import FakeBucket, s3_backends
from moto.s3.responses import S3Response

from .policy import as_list


def install() -> None:
    FakeBucket.get_permission = permission
    for name in ("_bucket_response", "_key_response"):
        setattr(S3Response, name, guarded(getattr(S3Response, name)))
    read, write = S3Response.get_bucket_encryption, S3Response._encryption_config_from_body
    S3Response.get_bucket_encryption = lambda self: with_blocked(read(self), blocked_of(self.backend.get_bucket(self.bucket_name)))
    S3Response._encryption_config_from_body = lambda self: noting_blocked(self, write(self))


def blocked_of(bucket: FakeBucket) -> list[str]:
    """Encryption types that a bucket blocks; `NONE`: nothing."""
    blocked: list[str] = getattr(bucket, "blocked_encryption", ["SSE-C"])
    return blocked


def noting_blocked(response: S3Response, configuration: dict[str, Any]) -> dict[str, Any]:
    blocked = configuration["Rule"].get("BlockedEncryptionTypes")
    if blocked is not None:
        types = as_list((blocked or {}).get("EncryptionType", []))
        if not types or not set(types) <= {"SSE-C", "NONE"}:
            raise MalformedXML()
        response.backend.get_bucket(response.bucket_name).blocked_encryption = types
    return configuration


def with_blocked(answered: Any, blocked: list[str]) -> Any:
    """moto's response, with the element that its serializer lacks."""
    *head, body = answered if isinstance(answered, tuple) else (answered,)
    types = "".join(f"<EncryptionType>{each}</EncryptionType>" for each in blocked)
    body = body.replace("</Rule>", f"<BlockedEncryptionTypes>{types}</BlockedEncryptionTypes></Rule>")
    return (*head, body) if head else body


def permission(self: FakeBucket, action: str, resource: str) -> Any:
    """The verdict of the bucket policy. moto reads no conditions, and would take a denial of plain HTTP for a denial
    of everything.

    The emulator counts as HTTPS, whichever way it is reached."""
    if self.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(self.policy)
    policy["Statement"] = [each for each in as_list(policy["Statement"]) if not denies_plain_http(each)]
    return IAMPolicy(json.dumps(policy)).is_action_permitted(action, resource)


def denies_plain_http(statement: dict[str, Any]) -> bool:
    condition = statement.get("Condition", {}).get("Bool", {})
    return statement["Effect"] == "Deny" and str(condition.get("aws:SecureTransport")).lower() == "false"


def guarded(respond: Any) -> Any:
    def wrapped(self: S3Response, request: Any, full_url: str) -> Any:
        refused = refusal(self, request)
        return respond(self, request, full_url) if refused is None else refused

    return wrapped


def refusal(self: S3Response, request: Any) -> Any:
    """AWS's response to a caller without permission or in the wrong region; None for all other callers."""
    name = self.bucket_name
    found = s3_backends.bucket_accounts.get(name) if name else None
    is_create = request.method == "PUT" and request.path.strip("/") in ("", name) and not request.query_string
    if found is None or is_create:  # CreateBucket has other responses
        return None
    partition, owner = found
    bucket = s3_backends[owner][partition].buckets.get(name)
    if bucket is None:
        return None
    region = {"x-amz-bucket-region": bucket.region_name}
    if bucket.region_name != self.region:
        message = "The bucket you are attempting to access must be addressed using the specified endpoint."
        return answer(request, 301, "PermanentRedirect", message, region)
    if "x-amz-server-side-encryption-customer-algorithm" in request.headers and request.method in ("PUT", "POST"):
        if "SSE-C" in blocked_of(bucket):
            return answer(request, 403, "AccessDenied", "The bucket blocks SSE-C encryption.", region)
    expected = request.headers.get("x-amz-expected-bucket-owner", owner)
    if expected == owner and (self.get_current_account() == owner or allows(bucket)):
        return None
    return answer(request, 403, "AccessDenied", "Access Denied", region)


def answer(request: Any, status: int, code: str, message: str, region: dict[str, str]) -> Any:
    if request.method == "HEAD":
        return status, region, ""
    body = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    return status, {**region, "content-type": "application/xml"}, body


def allows(bucket: FakeBucket) -> bool:
    """Whether the bucket's policy allows anything to another account; to whom and what, moto decides."""
    return bucket.policy is not None and any(
        statement["Effect"] == "Allow" for statement in as_list(json.loads(bucket.policy)["Statement"])
    )
