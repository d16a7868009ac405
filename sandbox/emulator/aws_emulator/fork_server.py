"""Imports what an emulator needs once, and forks an emulator for each `python -m aws_emulator` that has its socket
in the environment.

`python -m aws_emulator.fork_server <socket>` prints "ready", and exits when its standard input closes. Made for
the tests, which start forty."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence


def ask(server: str, arguments: Sequence[str]) -> None:
    """Has the server fork an emulator with these arguments, which prints to this process's streams; returns when the
    emulator has exited."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(server)
        socket.send_fds(connection, ["\0".join(arguments).encode()], [1, 2])
        connection.recv(1)


def serve(path: str) -> None:
    import gc
    import selectors
    import signal

    from . import emulator

    emulator.load_services()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening, selectors.DefaultSelector() as selector:
        listening.bind(path)
        listening.listen(16)
        selector.register(listening, selectors.EVENT_READ)
        selector.register(sys.stdin, selectors.EVENT_READ)
        print("ready", flush=True)
        while all(key.fileobj is listening for key, _ in selector.select()):
            connection, _ = listening.accept()
            if os.fork() == 0:
                break
            connection.close()
        else:
            return
    emulate(connection)


def emulate(connection: socket.socket) -> None:
    """The forked process. Whoever requested it waits until the connection closes, which happens when it exits."""
    import random

    from moto.moto_api._internal import mock_random

    from . import emulator

    os.setsid()
    for seeded in (random, mock_random):
        seeded.seed()
    message, outputs, _, _ = socket.recv_fds(connection, 1 << 16, 2)
    for number, output in enumerate(outputs, start=1):
        os.dup2(output, number)
        os.close(output)
    emulator.main(message.decode().split("\0"))


if __name__ == "__main__":
    serve(sys.argv[1])
