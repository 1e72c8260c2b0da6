import errno
import socket

from bot.runtime.errors import StartError
from bot.settings import Listen

BACKLOG = 1024


def listening(setting: str, listen: Listen) -> socket.socket:
    """A socket that listens there; a `StartError` that names the setting when that cannot be."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            listen.host, listen.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise StartError(
            f"{setting}: {listen.host} is no address of this machine: {error.strerror}"
        ) from None
    bound = socket.socket(family, kind, protocol)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
        bound.listen(BACKLOG)
    except OSError as error:
        bound.close()
        raise StartError(f"{setting}: {_reason(listen, error)}") from None
    return bound


def check_free(setting: str, listen: Listen) -> None:
    listening(setting, listen).close()


def free_port(host: str = "127.0.0.1") -> int:
    """A port that is free now; for what only our own children listen at."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _reason(listen: Listen, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"port {listen.port} is taken: stop what uses it, or choose another port"
        case errno.EACCES:
            return f"port {listen.port} is for root only: choose one above 1023"
        case errno.EADDRNOTAVAIL:
            return f"{listen.host} is no address of this machine: write 127.0.0.1, or 0.0.0.0 for all"
        case _:
            return f"cannot listen at {listen.host}:{listen.port}: {error.strerror}"
