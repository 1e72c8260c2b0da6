import os
import subprocess
import sys

from bench.memory import family, megabytes

_WITH_CHILD = (
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1, flush=True); input()'])"
)


def test_what_a_process_started_counts_with_it() -> None:
    argv = [sys.executable, "-c", _WITH_CHILD]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        found = family(process.pid)
        alone, both = megabytes(found[-1]), megabytes(process.pid)
        process.communicate(b"\n")

    assert found[0] == process.pid
    assert len(found) == 2
    assert both > alone > 0


def test_a_process_that_is_gone_has_none() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()

    assert megabytes(process.pid) == 0
    assert os.getpid() in family(os.getpid())
