from collections.abc import Iterator

import pytest

from tests.support.assistant import assistant_model
from tests.support.product import Product, product


@pytest.fixture(scope="package")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return assistant_model(tmp_path_factory.mktemp("training")).archive


@pytest.fixture(scope="module")
def rafeeq_runs(archive: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The whole product, started by its one command."""
    with product(tmp_path_factory.mktemp("product"), archive) as made:
        made.start()
        yield made
