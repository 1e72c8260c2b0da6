"""Steps of a long command: one line each, with a turning mark where a person watches."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from rich.console import Console

TELL_FROM_SECONDS = 0.5
console = Console(highlight=False, soft_wrap=True)


Tell = Callable[[str], None]


@contextlib.contextmanager
def step(doing: str) -> Iterator[Tell]:
    """Says what is being done, and how long it took when it took a while. Gives a way to say more."""
    began = time.monotonic()
    if sys.stdout.isatty():
        with console.status(f"{doing} ...") as status:
            yield lambda more: status.update(f"{doing}: {more} ...")
    else:
        say(f"{doing} ...")
        yield lambda more: say(f"  {more}")
    seconds = time.monotonic() - began
    if sys.stdout.isatty() or seconds >= TELL_FROM_SECONDS:
        say(f"{doing}: done in {seconds:.1f} s")


def say(line: str) -> None:
    """A closed terminal is no reason to stop."""
    with contextlib.suppress(OSError, ValueError):
        console.print(line, markup=False)
