"""Starts the emulator as one brand-new AWS account: `python -m aws_emulator --account-id … --email … --name …`."""

import os
import sys

if server := os.environ.get("AWS_EMULATOR_FORK_SERVER"):
    from .fork_server import ask

    ask(server, sys.argv[1:])
else:
    from .emulator import main

    main(sys.argv[1:])
