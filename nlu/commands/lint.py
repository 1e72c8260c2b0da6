"""`python -m nlu lint`: what is wrong with data/nlu; exit code 1 when anything is."""

from nlu.data_io import UnreadableData, intents, training_examples
from nlu.evaluation.data_lint import problems


def main(arguments: list[str]) -> int:
    del arguments
    try:
        examples = training_examples()
        found = problems(examples, intents())
    except UnreadableData as error:
        found = [str(error)]
        examples = []
    for problem in found:
        print(problem)
    print(f"{len(examples)} messages, {len(found)} problems")
    return 1 if found else 0
