"""Work that another processor does beside this one."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from claimtrack.errors import ClaimtrackError

Result = TypeVar("Result")


@contextmanager
def aside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Begin this work in a copy of this process; call what is given to wait for its result, which is pickled.

    It is done here, when it is called for, if there is no second processor or a process cannot be copied safely: one
    with threads cannot, as these would be missing in the copy with whatever they hold. A copy ends with this block.
    """
    if not _has_another_processor() or threading.active_count() > 1:
        yield work
        return
    fork = get_context("fork")
    here, there = fork.Pipe(duplex=False)
    copy = fork.Process(target=_send, args=(work, here, there), daemon=True)
    copy.start()
    there.close()
    try:
        yield lambda: _received(here)
    finally:
        copy.terminate()
        copy.join()


def _send(work: Callable[[], object], here: Connection, there: Connection) -> None:
    here.close()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ctrl-c reaches both: the copy ends without a word
    result, failure = None, None
    try:
        result = work()
    except Exception as error:
        failure = error
    with suppress(BrokenPipeError):  # nobody waits for it any more
        there.send((result, failure))


def _received(here: Connection) -> Any:
    """Raises what the work raised, and ClaimtrackError where the copy was ended from outside."""
    try:
        result, error = here.recv()
    except EOFError:
        raise ClaimtrackError(
            "The second process was ended from outside, perhaps for lack of memory. Run the command again."
        ) from None
    if error is not None:
        raise error
    return result


def _has_another_processor() -> bool:
    return hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1
