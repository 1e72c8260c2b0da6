from collections.abc import Iterator

import pytest

from tests.support.browser import Browser, open_browser
from tests.support.live_console import LiveOffice, live_office


@pytest.fixture
def live(database_url: str) -> Iterator[LiveOffice]:
    with live_office(database_url) as made:
        yield made


@pytest.fixture(params=["ar", "en"])
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Once in each language."""
    with open_browser(tmp_path_factory.mktemp("browser"), request.param) as made:
        yield made
