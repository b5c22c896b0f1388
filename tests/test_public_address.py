"""Which addresses belong to the public web: the special-purpose registries, and what carries an address inside."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.public_address import is_public

PRIVATE_4 = """0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
    192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
    255.255.255.255/32 168.63.129.16/32""".split()
PRIVATE_6 = """::/128 ::1/128 ::/96 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 2001::/32 2001:2::/48 2001:10::/28
    2001:20::/28 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8
    fd00:ec2::254/128""".split()
PUBLIC = """1.1.1.1 8.8.8.8 93.184.216.34 140.82.121.4 185.199.108.153 172.15.255.255 172.32.0.0 192.167.255.255
    100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 223.255.255.255 2606:4700:4700::1111 2a00:1450:4001:80b::200e
    2001:4860:4860::8888 64:ff9b::8.8.8.8""".split()
CARRIERS = {
    "IPv4-mapped": "::ffff:{}",
    "IPv4-compatible": "::{}",
    "IPv4-translated": "::ffff:0:{}",
    "NAT64": "64:ff9b::{}",
    "NAT64 of one's own": "64:ff9b:1::{}",
    "ISATAP": "2606:4700::5efe:{}",
    "ISATAP, universal": "2606:4700::200:5efe:{}",
}


@pytest.mark.parametrize("network", PRIVATE_4 + PRIVATE_6)
def test_no_address_of_a_reserved_network_is_public(network: str) -> None:
    whole = ip_network(network)
    for address in {whole[0], whole[-1], whole[whole.num_addresses // 2]}:
        assert not is_public(str(address)), address


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1"])
def test_an_address_that_carries_a_private_one_is_private(carrier: str, inside: str) -> None:
    assert not is_public(CARRIERS[carrier].format(inside))


@given(st.integers(0, 2**32 - 1))
def test_6to4_and_teredo_are_never_public(number: int) -> None:
    assert not is_public(str(IPv6Address((0x2002 << 112) | (number << 80) | 1)))
    assert not is_public(str(IPv6Address((0x20010000 << 96) | (number << 64) | (number ^ 0xFFFFFFFF))))


@given(st.integers(0, 2**32 - 1))
def test_a_nat64_address_is_as_public_as_the_one_inside(number: int) -> None:
    inside = IPv4Address(number)
    assert is_public(f"64:ff9b::{inside}") is is_public(str(inside))
    assert not is_public(f"::ffff:{inside}")


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "0x7f000001", "8.8.8.8:80", "[::1]", "fe80::1%a", "::%1"])
def test_what_a_resolver_never_says_is_not_public(text: str) -> None:
    assert not is_public(text)
