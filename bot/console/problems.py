"""What services find wrong, in words."""

from collections.abc import Mapping

from bot.console.forms import Problems
from bot.console.translation import N_
from bot.domain.errors import InvalidInputError

_WORDS = {
    "no_page_name": N_("The association's name in Arabic is missing."),
    "no_hours": N_("Opening hours are missing: at least one day."),
    "no_ramadan_hours": N_("Hours in Ramadan are missing."),
    "no_target": N_("The target time for ordinary messages is missing."),
    "no_time": N_("Write the time as hours and minutes, for example 08:30."),
    "no_date": N_("The date is missing or cannot be read."),
    "no_id": N_("Small Latin letters, digits and hyphens, for example visit-friday."),
    "id_taken": N_("There is an article of this name already."),
    "one_language": N_("Write it in both languages."),
    "in_the_future": N_("This day has not come yet."),
    "no_meaning": N_("Choose what it meant."),
    "nothing_left": N_("Without names and numbers nothing is left of this message."),
    "no_span": N_("Write a number between a minute and 60 days."),
    "half_hours": N_("Fill in both times, or leave both empty for a closed day."),
    "closes_before_it_opens": N_("The closing time is not after the opening time."),
    "ends_before_it_begins": N_("The last day lies before the first."),
    "no_name": N_("Type a name."),
    "long_name": N_("Choose a name of at most 64 characters."),
    "name_taken": N_("Somebody here has this name already. Add a family name or a number."),
    "no_role": N_("Choose at least one role."),
    "no_token_name": N_("Give it a name, so that you know later what it was for."),
    "no_scope": N_("Choose what it may do."),
    "many_tokens": N_("You have 20 tokens. Revoke one that is not needed first."),
    "wrong_code": N_("This code does not fit. Type the one your app shows now."),
    "too_many_tries": N_("Too many tries. Wait for a quarter of an hour, then try again."),
    "wrong_password": N_("This is not your present password."),
    "short_password": N_("Choose at least 10 characters. Three or four words in a row are easy to remember."),
    "long_password": N_("Choose at most 200 characters."),
    "common_password": N_("This is easy to guess. Choose something without names and rows of digits."),
    "different_passwords": N_("The two passwords differ. Type the same one twice."),
}


def words_for(wrong: Mapping[str, str]) -> Problems:
    return {field: _WORDS[code] for field, code in wrong.items()}


def problems_of(error: InvalidInputError) -> Problems:
    return words_for({error.field: error.problem})
