"""What a brand-new AWS account has after the manual steps of docs/day-0.md, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

BOOTSTRAP_USER = "mgmt-org-admin"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


@dataclass(frozen=True)
class NewAccount:
    """An account id, root email and name, and the access key of the temporary administrator (docs/day-0.md)."""

    id: str
    email: str
    name: str
    access_key_id: str
    secret_access_key: str

    def create(self) -> None:
        from moto.iam.models import iam_backends

        iam = iam_backends[self.id]["aws"]
        iam.create_user(region_name="us-east-1", user_name=BOOTSTRAP_USER)
        iam.attach_user_policy(ADMINISTRATOR, BOOTSTRAP_USER)
        key = iam.create_access_key(BOOTSTRAP_USER)
        iam.access_keys.pop(key.access_key_id, None)
        key.access_key_id = self.access_key_id
        key.secret_access_key = self.secret_access_key
        iam.access_keys[key.access_key_id] = key
