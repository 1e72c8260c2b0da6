"""Small values that a browser keeps for us and cannot change."""

from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer


class Signed:
    """One purpose's values: what was signed for another does not open here."""

    def __init__(self, key: str, purpose: str, seconds: int) -> None:
        self.seconds = seconds
        self._serializer = URLSafeTimedSerializer(key, salt=f"rafeeq {purpose}")

    def dumps(self, value: Any) -> str:
        return self._serializer.dumps(value)

    def loads(self, text: str) -> Any:
        """None when it is foreign, changed or too old."""
        try:
            return self._serializer.loads(text, max_age=self.seconds)
        except BadData:
            return None
