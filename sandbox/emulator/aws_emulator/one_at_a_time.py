"""Carries out requests one after another: moto's state is not made for threads.

Two requests that arrive together must not both find that something is not there yet and both make it, which AWS
never does: it refuses the second with DuplicateHandshakeException, EntityAlreadyExists or the like."""

from __future__ import annotations

import io
import threading
from typing import Any


def serve(app: Any) -> Any:
    lock = threading.Lock()

    def served(environ: dict[str, Any], start_response: Any) -> Any:
        # Read before it is this request's turn: a client that stops while it sends keeps nobody else from theirs.
        length = None if environ.get("wsgi.input_terminated") else int(environ.get("CONTENT_LENGTH") or 0)
        environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(length))
        with lock:
            return app(environ, start_response)

    return served
