from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from bot.commands.alarms import rows
from bot.domain.crisis import CrisisExample, Judgement

SOMEBODY = UUID(int=1)


@pytest.mark.parametrize(
    ("judgement", "label"),
    [(Judgement.NOT_CRISIS, "not_crisis"), (Judgement.VIOLENCE, "crisis_violence")],
)
def test_each_example_is_a_line_with_the_models_label(judgement: Judgement, label: str) -> None:
    now = datetime.now(UTC)
    example = CrisisExample(
        uuid4(), uuid4(), "two\nlines\there", judgement, "ar", "danger:test", SOMEBODY, now
    )
    assert rows([example]) == [f"two lines here\t{label}\tdanger:test"]
