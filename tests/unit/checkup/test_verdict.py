import pytest

from bot.checkup.finding import Finding, mend, note, warn, well
from bot.commands.doctor import verdict


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([], "All is well."),
        ([well("clock", "right"), note("Telegram", "off")], "All is well."),
        ([well("clock", "right"), warn("people", "nobody is on call")], "1 to look after."),
        ([warn("people", "x"), warn("people", "y")], "2 to look after."),
        ([mend("database", "x"), warn("people", "y")], "1 to mend, 1 to look after."),
        ([mend("database", "x")], "1 to mend."),
    ],
)
def test_a_warning_is_not_all_well(found: list[Finding], told: str) -> None:
    assert verdict(found) == told
