"""Encryption of personal data and keyed hashes to look it up by.

AES-256-GCM with table, column and row id as associated data, so that a ciphertext moved to another row does
not open. Data keys lie in a table, wrapped by the keys of RAFEEQ_SECRET_KEYS (newest first). The index key
does not rotate: hashes must stay findable.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.domain.errors import WrongKeysError

_NONCE = 12
_ID = 4
_WORDS = UUID("0d4c3f0e-6d0c-4a51-9a53-0c0b6a8f7f11")
"""Namespace that turns a word into the row id its ciphertext is bound to."""


class Wrapper:
    """Wraps and unwraps data keys by the secret keys of the settings."""

    def __init__(self, secret_keys: tuple[str, ...]) -> None:
        self._keys = [AESGCM(_derive(secret)) for secret in secret_keys]

    def wrap(self, key: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._keys[0].encrypt(nonce, key, b"rafeeq data key")

    def unwrap(self, wrapped: bytes) -> bytes:
        """Raises WrongKeysError when none of the secret keys opens it."""
        for aead in self._keys:
            try:
                return aead.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], b"rafeeq data key")
            except InvalidTag:
                continue
        raise WrongKeysError


class Cipher:
    """Seals and opens values. `keys` by id; `current` seals, the others only open."""

    def __init__(self, keys: Mapping[int, bytes], index_key: bytes, current: int) -> None:
        self._index_key = index_key
        self.use(keys, current)

    def use(self, keys: Mapping[int, bytes], current: int) -> None:
        """Other keys from now on: each process does so while keys rotate."""
        self._aeads = {number: AESGCM(key) for number, key in keys.items()}
        self.current = current

    @property
    def known(self) -> frozenset[int]:
        return frozenset(self._aeads)

    def reseal(self, place: str, row: UUID, sealed: bytes) -> bytes:
        """The same value under the current key."""
        return self.seal(place, row, self.open(place, row, sealed))

    def seal(self, place: str, row: UUID, plain: bytes) -> bytes:
        """`place` is "table.column"."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = self._aeads[self.current].encrypt(nonce, plain, _associated(place, row))
        return self.current.to_bytes(_ID) + nonce + sealed

    def open(self, place: str, row: UUID, sealed: bytes) -> bytes:
        """Raises KeyError for a data key not loaded (reload the keyring), InvalidTag for a foreign row."""
        aead = self._aeads[key_of(sealed)]
        return aead.decrypt(sealed[_ID : _ID + _NONCE], sealed[_ID + _NONCE :], _associated(place, row))

    def seal_text(self, place: str, row: UUID, text: str) -> bytes:
        return self.seal(place, row, text.encode("utf-8", "surrogatepass"))

    def open_text(self, place: str, row: UUID, sealed: bytes | None) -> str:
        return "" if sealed is None else self.open(place, row, bytes(sealed)).decode("utf-8", "surrogatepass")

    def seal_json(self, place: str, row: UUID, value: Any) -> bytes:
        return self.seal_text(place, row, json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def open_json(self, place: str, row: UUID, sealed: bytes | None) -> Any:
        return None if sealed is None else json.loads(self.open_text(place, row, sealed))

    def digest(self, purpose: str, value: str) -> bytes:
        """Keyed hash (32 bytes) by which a value is found without storing it."""
        message = f"{purpose}\0{value}".encode("utf-8", "surrogatepass")
        return hmac.new(self._index_key, message, hashlib.sha256).digest()


def row_of(key: UUID | str) -> UUID:
    """A row's id as the cipher takes it; where ids are words, one made of the word."""
    return key if isinstance(key, UUID) else uuid5(_WORDS, key)


def key_of(sealed: bytes) -> int:
    """Id of the data key a value was sealed with."""
    return int.from_bytes(sealed[:_ID])


def _associated(place: str, row: UUID) -> bytes:
    return f"{place}\0{row}".encode()


def _derive(secret: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"rafeeq wrapping key").derive(
        secret.encode()
    )
