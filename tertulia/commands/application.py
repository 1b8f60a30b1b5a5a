"""What the server's own process loads. It is started anew ("spawn"), so nothing here may import models."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any

Application = Callable[..., Any]


def load(target: str) -> Application:
    """The WSGI application named ``module:attribute``, in a process that ends when the one that started it does."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    module, attribute = target.split(":")
    application: Application = getattr(import_module(module), attribute)
    return application


def _end_with_parent() -> None:
    # A parent that was killed cannot tell; an orphan would keep the port, and the next start would fail.
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
