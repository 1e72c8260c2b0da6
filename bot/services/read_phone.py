"""Phone numbers in any way Jordanians write them."""

import phonenumbers

from nlu.text.figures import phones

_HOME = "JO"
_COUNTRY = "962"


def find_phone(text: str) -> str | None:
    """The first valid number, as +962...; None when there is none. Arabic digits count."""
    for match in phonenumbers.PhoneNumberMatcher(_spelled(text), _HOME, phonenumbers.Leniency.VALID):
        return _international(match.number)
    return next((each.value for each in phones(text) if _is_valid(each.value)), None)


def _is_valid(number: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(number))


def show_phone(number: str) -> str:
    """A Jordanian number as people dial it, a foreign one with its country."""
    parsed = phonenumbers.parse(number, _HOME)
    if parsed.country_code == int(_COUNTRY):
        home = f"0{parsed.national_number}"
        return " ".join((home[:-7], home[-7:-4], home[-4:]))
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def has_digits(text: str, least: int = 4) -> bool:
    """Whether somebody seems to have tried to write a number."""
    return sum(character.isdecimal() for character in text) >= least


def _spelled(text: str) -> str:
    """Latin digits; the plus of a bare country code and the nought of a bare mobile number put back."""
    latin = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    bare = "".join(c for c in latin if c.isdecimal())
    if bare.startswith(_COUNTRY) and len(bare) == 12 and "+" not in latin:
        return f"+{bare}"
    return f"0{bare}" if bare.startswith("7") and len(bare) == 9 else latin


def _international(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
