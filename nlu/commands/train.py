"""`python -m nlu train --out FILE`: trains from the checkout's data and writes one model file."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from rasa.model_training import train
from rasa.shared.exceptions import RasaException

from nlu.quiet import configure_logging

ROOT = Path(__file__).parents[2]
# Not `data` as a whole: Rasa would read the domain's responses as training data.
DATA = ("data/nlu", "data/rules", "data/stories")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m nlu train")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=ROOT / "nlu" / "config.yml")
    parser.add_argument("--domain", type=Path, default=ROOT / "data" / "domain")
    parser.add_argument("--data", type=Path, nargs="+", default=[ROOT / folder for folder in DATA])
    given = parser.parse_args(arguments)
    configure_logging()
    # Rasa's own cache is keyed by less than what our components read, so a stale part could stay.
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    return _train(given.out, given.config, given.domain, [str(path) for path in given.data if path.exists()])


def _train(out: Path, config: Path, domain: Path, data: list[str]) -> int:
    print("training: reading the data", flush=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        os.environ["RASA_CACHE_DIRECTORY"] = folder
        try:
            result = train(
                str(domain), str(config), data, output=folder, fixed_model_name="model", force_training=True
            )
        except RasaException as error:
            return _failed(" ".join(str(error).split()))
        if result.code or not result.model:
            return _failed("Rasa made no model of this data")
        Path(result.model).replace(out)
    print(f"training: done, {out.stat().st_size // 1024} KB", flush=True)
    return 0


def _failed(why: str) -> int:
    """In one last line, which is what the app tells."""
    print(why, file=sys.stderr)
    return 1
