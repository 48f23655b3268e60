"""Work beside this process."""

import os
import subprocess
import sys
import threading

import pytest

from claimtrack.services.aside import aside

TELLS_WHERE = """
import os
from claimtrack.services.aside import aside
with aside(os.getpid) as told:
    print(told(), os.getpid())
"""


def pids(processors: str) -> list[str]:
    """Where the work was done, and where it was asked for, in a program that may use these processors."""
    narrowed = f"import os; os.sched_setaffinity(0, {processors})\n{TELLS_WHERE}"
    return subprocess.check_output([sys.executable, "-c", narrowed], text=True).split()


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="this machine has one processor")
def test_another_process_does_it() -> None:
    done_in, asked_in = pids("os.sched_getaffinity(0)")
    assert done_in != asked_in


def test_with_one_processor_it_is_done_here() -> None:
    done_in, asked_in = pids("[min(os.sched_getaffinity(0))]")
    assert done_in == asked_in


def test_a_process_with_threads_is_not_copied() -> None:
    ends = threading.Event()
    thread = threading.Thread(target=ends.wait)
    thread.start()
    try:
        with aside(os.getpid) as told:
            assert told() == os.getpid()
    finally:
        ends.set()
        thread.join()


def test_what_goes_wrong_there_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError), aside(divide) as told:
        told()


def divide() -> int:
    """By nought."""
    return 1 // (os.getpid() - os.getpid())
