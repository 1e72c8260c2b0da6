"""The word lists are loaded once, before any test is timed."""

import pytest

from nlu.text.entities import entities


@pytest.fixture(scope="session", autouse=True)
def _lists_are_loaded() -> None:
    entities("ابني محمد بسواقة بكرا الساعة 3 ومعه 50 دينار")
    entities("bdi azoor akhooy ma7boos bl 3enwaan")
