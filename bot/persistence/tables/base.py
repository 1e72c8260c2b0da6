"""Column shorthands shared by all tables."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    LargeBinary,
    MetaData,
    Text,
    Uuid,
    func,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


SEALED = "sealed"
"""Marks the columns that a rotation of keys encrypts anew."""


def key() -> Column:  # type: ignore[type-arg]
    return Column("id", Uuid, primary_key=True)


def ref(name: str, target: str, *, nullable: bool = False, ondelete: str = "CASCADE") -> Column:  # type: ignore[type-arg]
    return Column(name, Uuid, ForeignKey(target, ondelete=ondelete), nullable=nullable)


def moment(name: str, *, nullable: bool = True, now: bool = False) -> Column:  # type: ignore[type-arg]
    """A point in time, always with its zone."""
    default = func.now() if now else None
    return Column(
        name,
        DateTime(timezone=True),
        nullable=nullable and not now,
        server_default=default,
    )


def sealed(name: str, *, nullable: bool = False) -> Column:  # type: ignore[type-arg]
    """Ciphertext: personal data, written and read through the cipher only."""
    return Column(name, LargeBinary, nullable=nullable, info={SEALED: True})


def digest(name: str, *, nullable: bool = False, unique: bool = False) -> Column:  # type: ignore[type-arg]
    """A keyed hash to look a value up by."""
    return Column(name, LargeBinary(32), nullable=nullable, unique=unique)


def word(name: str, default: str | None = None, *, nullable: bool = False) -> Column:  # type: ignore[type-arg]
    return Column(name, Text, nullable=nullable, server_default=default)


def position() -> Column:  # type: ignore[type-arg]
    return Column("position", BigInteger, Identity(always=True), unique=True, nullable=False)
