"""From which address a request came, as far as it can be believed."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network

_SITE = 64
"""Leading bits of an IPv6 address that one subscriber has for themselves."""


def client_address(peer: str, forwarded_for: str, trusted: Sequence[Network]) -> str:
    """`forwarded_for` (X-Forwarded-For) is read from the right, as long as who wrote it is a trusted proxy.

    Whatever stands further left was written by whom we do not know. Addresses of version 6 are told by their
    site, else one subscriber would be many.
    """
    address = _parse(peer)
    for part in reversed(forwarded_for.split(",")):
        if address is None or not _within(address, trusted):
            break
        before = _parse(part)
        if before is None:
            break
        address = before
    return "unknown" if address is None else _site(address)


def _within(address: IPv4Address | IPv6Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _site(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((int(address) >> _SITE << _SITE, _SITE)))
