"""`python -m nlu validate [CHECKOUT]`: whether domain, rules and messages fit each other; exit code 1 if not.

What Rasa only warns of is an error here: a rule that names no intent of the domain never fires.
"""

import tempfile
import warnings
from pathlib import Path

from rasa.model_training import train_core
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.validator import Validator

from nlu.commands.train import ROOT
from nlu.quiet import configure_logging

_NO_PROBLEM = (
    # Not learnt from messages: the channel itself names these intents.
    "The intent 'event_",
    # Said of every slot whose values come from our actions.
    "Slot auto-fill has been removed",
)


def main(arguments: list[str]) -> int:
    root = Path(arguments[0]) if arguments else ROOT
    configure_logging()
    problems = [*_misfits(root), *_contradictions(root)]
    for problem in problems:
        print(problem)
    print(f"domain, rules and messages: {len(problems)} problems")
    return 1 if problems else 0


def _misfits(root: Path) -> list[str]:
    config, domain = str(root / "nlu" / "config.yml"), str(root / "data" / "domain")
    data = [str(root / "data" / folder) for folder in ("nlu", "rules")]
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", UserWarning)
        _verify(Validator.from_importer(TrainingDataImporter.load_from_config(config, domain, data)))
    said = dict.fromkeys(str(warning.message) for warning in told if warning.category is UserWarning)
    return [problem for problem in said if not problem.startswith(_NO_PROBLEM)]


def _verify(validator: Validator) -> None:
    validator.verify_intents()
    validator.verify_intents_in_stories()
    validator.verify_utterances_in_stories()
    validator.verify_actions_in_stories_rules()
    validator.verify_forms_in_stories_rules()
    validator.verify_form_slots()


def _contradictions(root: Path) -> list[str]:
    """Rules are tried against each other when they are trained."""
    config, domain = str(root / "nlu" / "config.yml"), str(root / "data" / "domain")
    with tempfile.TemporaryDirectory() as folder:
        try:
            train_core(domain, config, str(root / "data" / "rules"), output=folder, fixed_model_name="rules")
        except Exception as error:  # noqa: BLE001 - whatever stops training is what is wrong with the rules
            return [str(error)]
    return []
