"""How an area of the app hangs itself on the web process."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.routing import BaseRoute


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    routes: Sequence[BaseRoute] = ()
    private_routes: Sequence[BaseRoute] = ()
    """On the private listener, which only our own processes reach."""
    start: Callable[[], Awaitable[None]] | None = None
    stop: Callable[[], Awaitable[None]] | None = None
    """Called as soon as the process is told to stop, before open requests are waited for."""
    body_limits: Mapping[str, int] = field(default_factory=dict)
    """Largest request body in bytes by the path's beginning, where it is not the usual one."""
