"""Starts the emulator as one brand-new AWS account: `python -m aws_emulator --account-id … --email … --name …`."""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
from typing import Any


def main() -> None:
    args = parse_arguments()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    # moto reads its default account while its modules are imported, so it is set before any of them is.
    import moto.core
    import moto.core.models

    moto.core.models.DEFAULT_ACCOUNT_ID = args.account_id
    moto.core.DEFAULT_ACCOUNT_ID = args.account_id

    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    from . import cloudtrail, delegation, errors, iam, organizations, sts
    from .new_account import NewAccount

    account = NewAccount(args.account_id, args.email, args.name, args.access_key_id, args.secret_access_key)
    errors.install()
    iam.install()
    organizations.install(account, args.account_quota)
    sts.install()
    cloudtrail.install()
    delegation.install()
    account.create()

    moto_app = DomainDispatcherApplication(create_backend_app)

    def app(environ: Any, start_response: Any) -> Any:
        if environ.get("PATH_INFO") == "/sandbox":  # asked by who wants to know whether this is our emulator
            start_response("200 OK", [("Content-Type", "application/json")])
            return [json.dumps({"accountId": account.id}).encode()]
        return errors.refuse_unknown_routes(moto_app, environ, start_response)

    server = make_server("127.0.0.1", args.port, app, threaded=True, request_handler=MotoRequestHandler)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: sys.exit(0))
    # The one line of stdout tells the caller that the emulator listens, and where.
    print(json.dumps({"port": server.server_port, "accountId": args.account_id}), flush=True)
    server.serve_forever()


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="aws_emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="loopback port; 0 takes a free one (default)")
    parser.add_argument("--account-id", default="111111111111", help="12 digits of the new account")
    parser.add_argument("--email", default="aws@example.com", help="root email of the new account")
    parser.add_argument("--name", default="binbash-management", help="name of the new account")
    parser.add_argument("--access-key-id", default="AKIASANDBOXBOOTSTRAP", help="key of the bootstrap user")
    parser.add_argument("--secret-access-key", default="sandbox", help="secret of that key")
    parser.add_argument("--account-quota", type=int, default=10, help="accounts that the organization may have")
    return parser.parse_args()


if __name__ == "__main__":
    main()
