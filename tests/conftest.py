"""Fixtures for everybody; what they start ends with the session."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.database import DatabaseServer, database_server
from tests.support.world import World, open_world


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


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """The services on a database of this test's own."""
    async with open_world(database_url) as made:
        yield made
