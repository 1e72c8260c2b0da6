"""`python -m nlu serve`: needs RAFEEQ_ACTIONS_URL and RAFEEQ_INTERNAL_TOKEN in the environment."""

import argparse
import os
import sys
from pathlib import Path

from nlu.quiet import configure_logging
from nlu.server import serve

NEEDED = ("RAFEEQ_ACTIONS_URL", "RAFEEQ_INTERNAL_TOKEN")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m nlu serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--model", type=Path, help="a model file; without it the app is asked for one")
    given = parser.parse_args(arguments)
    missing = [name for name in NEEDED if not os.environ.get(name)]
    if missing:
        print(f"{missing[0]} is not set", file=sys.stderr)
        return 1
    configure_logging()
    try:
        serve(given.host, given.port, given.model)
    except OSError as error:
        print(f"cannot listen on {given.host}:{given.port}: {os.strerror(error.errno or 0)}", file=sys.stderr)
        return 1
    return 0
