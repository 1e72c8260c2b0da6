from nlu.channel.rows import Row, last_turns, unchanged

LISTEN: Row = ["action", "action_listen"]


def turn(number: int) -> list[Row]:
    return [["user", f"text {number}", "inform", 0.9, []], ["action", "form"], LISTEN]


def talk(turns: int) -> list[Row]:
    return [row for number in range(turns) for row in turn(number)]


def test_a_short_talk_is_kept_whole() -> None:
    assert last_turns(talk(3)) == talk(3)


def test_what_came_before_the_first_word_is_not_carried_on() -> None:
    assert last_turns([LISTEN, *talk(1)]) == talk(1)


def test_keeping_what_was_kept_changes_nothing() -> None:
    once = last_turns([["loop", "form"], *talk(30)])
    assert last_turns([LISTEN, *once]) == once


def test_only_the_last_turns_are_kept() -> None:
    assert last_turns(talk(500), turns=2) == [*turn(498), *turn(499)]


def test_a_form_begun_long_ago_is_still_active() -> None:
    rows: list[Row] = [*turn(0), ["loop", "form"], *talk(3)]
    assert last_turns(rows, turns=2)[0] == ["loop", "form"]


def test_a_form_that_has_ended_is_not() -> None:
    rows: list[Row] = [["loop", "form"], ["loop", None], *talk(3)]
    assert last_turns(rows, turns=2) == talk(3)[3:]


def test_the_last_value_of_a_slot_stands_for_the_ones_before() -> None:
    rows: list[Row] = [["slot", "step", "a"], ["slot", "step", "b"], *talk(1)]
    assert last_turns(rows) == [["slot", "step", "b"], *talk(1)]


def test_a_reset_forgets_slots_before_it() -> None:
    rows: list[Row] = [["slot", "step", "a"], ["reset"], *talk(1)]
    assert last_turns(rows) == talk(1)


def test_a_turn_that_only_lengthens_the_talk_has_changed_nothing() -> None:
    before = {"slots": {"draft": {"need": "x"}}, "events": talk(1)}
    assert unchanged(before, {"slots": {"draft": {"need": "x"}}, "events": talk(2)})


def test_a_slot_or_a_form_is_a_change() -> None:
    before = {"slots": {}, "events": talk(1)}
    assert not unchanged(before, {"slots": {"a": 1}, "events": talk(1)})
    assert not unchanged(before, {"slots": {}, "events": [*talk(1), ["loop", "form"]]})


def test_the_first_turn_of_a_stretch_is_measured_against_nothing() -> None:
    assert unchanged(None, {"slots": {}, "events": talk(1)})
