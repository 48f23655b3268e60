"""Work beside this process."""

import os
import subprocess
import sys
import threading

import pytest

from claimtrack.services.aside import aside

PROGRAM = """
import os
from claimtrack.services.aside import aside
os.sched_setaffinity(0, {processors})
with aside(lambda: {work}) as told:
    print(told(), os.getpid())
"""
ALL, ONE = "os.sched_getaffinity(0)", "[min(os.sched_getaffinity(0))]"
needs_two = pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="this machine has one processor")


def run(processors: str, work: str) -> subprocess.CompletedProcess[str]:
    """A program that has this work done aside, on these processors, and prints its result and its own number."""
    program = PROGRAM.format(processors=processors, work=work)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)


@needs_two
def test_another_process_does_it() -> None:
    done_in, asked_in = run(ALL, "os.getpid()").stdout.split()
    assert done_in != asked_in


@needs_two
def test_what_goes_wrong_there_is_raised_here() -> None:
    assert run(ALL, "1 // 0").stderr.endswith("ZeroDivisionError: integer division or modulo by zero\n")


@needs_two
def test_that_the_other_process_was_ended_is_told() -> None:
    assert "ended from outside, perhaps for lack of memory" in run(ALL, "os.kill(os.getpid(), 9)").stderr


def test_with_one_processor_it_is_done_here() -> None:
    done_in, asked_in = run(ONE, "os.getpid()").stdout.split()
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
