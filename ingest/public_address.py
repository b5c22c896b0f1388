"""Which internet addresses belong to the public web: those that a page may be fetched from.

What is reserved is told by the registries of IANA (RFC 6890), which Python's `ipaddress` carries; what carries an IPv4
address inside is judged by that one. `ingest.connection` asks about the very address that it connects to.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_ALSO_REFUSED = (
    IPv4Network("0.0.0.0/8"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("168.63.129.16/32"),  # metadata of one cloud, although the address is a public one
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv4Network("240.0.0.0/4"),
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is meant."""
_TUNNELS = (
    IPv6Network("2001::/23"),  # Teredo, ORCHID, benchmarking
    IPv6Network("2001:db8::/32"),
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("3fff::/20"),  # documentation
)
"""Parts of the global unicast range where no web site is, and through which private addresses are reached."""
_ISATAP = 0x5EFE


def is_public(address: str) -> bool:
    """Whether an address, written as a resolver or a socket writes it, is one of the public web.

    >>> [is_public(address) for address in ("8.8.8.8", "127.0.0.1", "2606:4700::1111", "::ffff:10.0.0.1", "fe80::1%a")]
    [True, False, True, False, False]
    >>> is_public("64:ff9b::808:808"), is_public("64:ff9b::7f00:1"), is_public("224.0.0.1"), is_public("no address")
    (True, False, False, False)
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return _is_public_4(parsed) if isinstance(parsed, IPv4Address) else _is_public_6(parsed)


def _is_public_4(address: IPv4Address) -> bool:
    if address.is_multicast or address.is_reserved or any(address in network for network in _ALSO_REFUSED):
        return False
    return address.is_global


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address in _TRANSLATED:
        return _is_public_4(IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _GLOBAL_UNICAST or any(address in network for network in _TUNNELS):
        return False
    if (int(address) >> 32) & 0xFDFFFFFF == _ISATAP:  # RFC 5214: 0000:5efe or 0200:5efe before an IPv4 address
        return False
    return address.is_global
