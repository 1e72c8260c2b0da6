"""`python -m nlu COMMAND`: each command is a module of `nlu.commands` with `main(arguments) -> exit code`."""

import importlib
import os
import pkgutil
import sys
import warnings

from nlu import commands, without_tensorflow


def main() -> int:
    known = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    if len(sys.argv) < 2 or sys.argv[1] not in known:
        print(f"usage: python -m nlu {{{','.join(known)}}} ...", file=sys.stderr)
        return 2
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    if sys.warnoptions in ([], ["ignore"]):
        # Rasa's libraries warn by the dozen of what only their makers can change, and undo filters.
        warnings.showwarning = lambda *_, **__: None
    without_tensorflow.install()
    return int(importlib.import_module(f"nlu.commands.{sys.argv[1]}").main(sys.argv[2:]))


if __name__ == "__main__":
    sys.exit(main())
