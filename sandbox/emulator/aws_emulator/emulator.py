"""The emulator: moto with the additions of this package, started as one brand-new AWS account."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

from . import speed

speed.install()  # before moto is imported

from moto.backends import get_backend
from moto.core.utils import get_service_model
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from . import accessanalyzer, account_contacts, account_emails, account_names, account_regions, budgets, caller, closing, cloudtrail, cloudwatch, config
from . import cost_anomalies, credential_report, delegation, errors, guardduty, handshakes, holding, iam, iam_names, iam_users, identity_center, identity_store, inspector, macie
from . import mfa, one_at_a_time, organization_access, organization_pages, organizations, own_delegations, prerequisites, quotas, resource_policy, s3, securityhub, sts
from .new_account import NewAccount


def main(arguments: Sequence[str]) -> None:
    args = parse_arguments(arguments)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    speed.install_in_moto()
    set_default_account(args.account_id)
    account = NewAccount(args.account_id, args.email, args.name, args.access_key_id, args.secret_access_key)
    caller.install()
    iam.install()
    iam_users.install()
    credential_report.install()
    iam_names.install()
    account_names.install()
    account_emails.install()
    account_regions.install()
    budgets.install()
    cost_anomalies.install()
    mfa.install()
    quotas.install(args.account_quota)
    organizations.install(account)
    closing.install()
    handshakes.install()
    organization_pages.install()
    resource_policy.install()
    organization_access.install()
    cloudwatch.install()
    account_contacts.install()
    s3.install()
    sts.install()
    cloudtrail.install()
    config.install()
    delegation.install()
    own_delegations.install()
    guardduty.install()
    identity_center.install()
    identity_store.install()
    account.create()
    prerequisites.install(account)

    aws = DomainDispatcherApplication(create_backend_app)
    for serve in (cloudwatch.serve, guardduty.serve, securityhub.serve, inspector.serve, macie.serve, own_delegations.serve, accessanalyzer.serve, errors.guard):
        aws = serve(aws)
    if args.hold_shapes:
        aws = holding.hold(aws)
    aws = one_at_a_time.serve(aws)

    def app(environ: Any, start_response: Any) -> Any:
        if environ.get("PATH_INFO") == "/sandbox":  # asked by who wants to know whether this is still its emulator
            answer = json.dumps({**record, "shapes": holding.held}).encode()
            start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
            return [answer]
        return aws(environ, start_response)

    # A response is sent in one piece: if its body comes later, AWS's SDK for Go sometimes closes the connection before
    # it, and the provider repeats a request that was done.
    MotoRequestHandler.wbufsize = 1 << 20
    server = make_server("127.0.0.1", args.port, app, threaded=True, request_handler=MotoRequestHandler)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: sys.exit(0))
    record = {"pid": os.getpid(), "port": server.server_port, "accountId": account.id}
    if args.record:
        threading.Thread(target=serve_as, args=(args.record, json.dumps(record)), daemon=True).start()
    else:
        print(json.dumps(record), flush=True)
    server.serve_forever()


def load_services() -> None:
    """Imports what moto imports at the first request to one of these services."""
    for service in ("ec2", "events", "kms", "logs", "s3control", "sns"):
        get_backend(service)
        get_service_model(service)


def serve_as(file: str, record: str) -> None:
    """Writes to the file that this emulator listens, and where; exits when the file is gone or belongs to another.

    So a folder that was removed by hand, or with its clone, leaves no emulator behind."""
    temporary = f"{file}.{os.getpid()}"
    with open(temporary, "w") as opened:
        opened.write(record)
    os.rename(temporary, file)
    while True:
        time.sleep(1)
        try:
            with open(file) as opened:
                if opened.read() == record:
                    continue
        except OSError:
            pass
        os._exit(0)


def set_default_account(account_id: str) -> None:
    """Sets the default account in each of moto's modules that has imported it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("moto.") and hasattr(module, "DEFAULT_ACCOUNT_ID"):
            setattr(module, "DEFAULT_ACCOUNT_ID", account_id)


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="aws_emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="loopback port; 0 takes a free one (default)")
    parser.add_argument("--account-id", default="111111111111", help="12 digits of the new account")
    parser.add_argument("--email", default="aws@example.com", help="root email of the new account")
    parser.add_argument("--name", default="binbash-management", help="name of the new account")
    parser.add_argument("--access-key-id", default="AKIASANDBOXBOOTSTRAP", help="key of the bootstrap user")
    parser.add_argument("--secret-access-key", default="the-sandbox-bootstrap-key-opens-nothing", help="secret of that key")
    parser.add_argument("--account-quota", type=int, default=10, help="accounts that the organization may have")
    parser.add_argument("--hold-shapes", action="store_true", help="refuse each request and response that is not of AWS's own model")
    parser.add_argument("--record", help="file to say process, port and account in (default: stdout)")
    return parser.parse_args(arguments)
