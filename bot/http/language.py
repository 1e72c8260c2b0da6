"""In which language to answer a request that tells no more of the person."""

from starlette.requests import HTTPConnection

LANGUAGES = ("ar", "en")
FIRST = LANGUAGES[0]
DIRECTIONS = {"ar": "rtl", "en": "ltr"}


def asked_language(request: HTTPConnection) -> str:
    """Of the address (`?lang=`); empty when it names none of ours."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else ""


def language_of(request: HTTPConnection) -> str:
    """Of the address, else of the Accept-Language header, else Arabic."""
    return asked_language(request) or _accepted(request.headers.get("accept-language", ""))


def page_language(request: HTTPConnection) -> str:
    """Pages are Arabic unless English is asked for: phones here often speak English, their owners do not."""
    return asked_language(request) or FIRST


def _accepted(header: str) -> str:
    weighed = []
    for entry in header.split(","):
        name, _, weight = entry.partition(";q=")
        language = name.strip().partition("-")[0].lower()
        if language in LANGUAGES:
            weighed.append((-_weight(weight), language))
    return min(weighed, key=lambda pair: pair[0])[1] if weighed else FIRST


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
