"""Fixtures for everybody; what they start ends with the session."""

from collections.abc import Iterator

import pytest

from tests.support.database import DatabaseServer, database_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[DatabaseServer]:
    """The session's own server; ask for `database_url` unless you make databases yourself."""
    with database_server() as server:
        yield server


@pytest.fixture
def database_url(postgres: DatabaseServer) -> Iterator[str]:
    """A fresh database for this test: migrated, empty."""
    with postgres.fresh() as url:
        yield url


@pytest.fixture(scope="module")
def module_database_url(postgres: DatabaseServer) -> Iterator[str]:
    """The same, shared by the tests of one module."""
    with postgres.fresh() as url:
        yield url
