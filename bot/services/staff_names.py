"""Names by which staff sign in."""

import unicodedata

LOGIN_CHARACTERS = 64


def login_of(name: str) -> str:
    """One spelling for what looks the same: no matter the case, the width or the spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:LOGIN_CHARACTERS]
