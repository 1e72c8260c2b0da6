"""Who may use the private listener: those that have the internal token."""

import hmac

from starlette.exceptions import HTTPException
from starlette.requests import Request


def require_token(request: Request, token: str) -> None:
    """Raises 401 unless the request bears the internal token."""
    given = request.headers.get("authorization", "").encode()
    if not hmac.compare_digest(given, f"Bearer {token}".encode()):
        raise HTTPException(401)
