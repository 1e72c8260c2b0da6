import socket

import pytest

from bot.runtime.errors import StartError
from bot.runtime.ports import check_free, free_port
from bot.settings import Listen


def test_a_free_port_passes() -> None:
    check_free("RAFEEQ_PORT", Listen("127.0.0.1", free_port()))


def test_a_taken_port_is_named_with_its_setting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(StartError, match=f"^RAFEEQ_PORT: port {port} is taken"):
            check_free("RAFEEQ_PORT", Listen("127.0.0.1", port))


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_that_is_not_here_is_named(host: str) -> None:
    with pytest.raises(StartError, match=f"^RAFEEQ_HOST: {host} is no address of this machine"):
        check_free("RAFEEQ_HOST", Listen(host, 8000))
