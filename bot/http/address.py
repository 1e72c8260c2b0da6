"""By which address tries are counted."""

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection

_SITE = 64
"""Leading bits of an IPv6 address that one household has for itself."""


def counted_address(request: HTTPConnection) -> str:
    """The client's, as the server tells it: behind RAFEEQ_TRUSTED_PROXIES it is what those forwarded."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host or "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address, _SITE), strict=False))
