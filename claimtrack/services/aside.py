"""Work that another processor does beside this one."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

Result = TypeVar("Result")


@contextmanager
def aside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Begin this work in a copy of this process; call what is given to wait for its result, which is pickled.

    It is done here, when it is called for, if there is no second processor or a process cannot be copied safely: one
    with threads cannot, as these would be missing in the copy with whatever they hold.
    """
    if not _has_another_processor() or threading.active_count() > 1:
        yield work
        return
    deaf = signal.SIGINT, signal.SIG_IGN  # ctrl-c ends this process, and this one the other
    with ProcessPoolExecutor(1, get_context("fork"), signal.signal, deaf) as other:
        yield other.submit(work).result


def _has_another_processor() -> bool:
    return hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1
