"""Which services there are, and how they are made from words, addresses and the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.online.amap import Amap
from geo.online.cache import Cached
from geo.online.link import Link
from geo.online.nominatim import Nominatim
from geo.online.photon import Photon
from geo.online.tianditu import Tianditu

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geo.online.contract import Geocoder
    from geo.online.service import Service

SERVICES: Mapping[str, type[Service]] = {
    kind.name: kind for kind in (Nominatim, Photon, Tianditu, Amap)
}
"""Services by their word on the command line."""


def endpoint_variable(name: str) -> str:
    """
    Return the environment variable that holds the address of a service of one's own.

    >>> endpoint_variable("photon")
    'ZONEMAP_PHOTON_URL'
    """
    return f"ZONEMAP_{name.upper()}_URL"


def services_of(
    names: Sequence[str],
    environment: Mapping[str, str],
    *,
    endpoints: Mapping[str, str] | None = None,
    cache: Path | None = None,
    link: Link | None = None,
) -> list[Geocoder]:
    """
    Return the services of these names, in this order.

    Parameters
    ----------
    names
        Words of `SERVICES`.
    environment
        Holds the keys, and addresses of services of one's own (`endpoint_variable`).
    endpoints
        Addresses by name; they go before those of the environment.
    cache
        Folder for answers; None keeps them for this run only.
    link
        The road to the network, shared by all.

    Raises
    ------
    OnlineError
        If a key is missing, an address is none, or the folder cannot be written to.
    """
    shared = link or Link()
    found: list[Geocoder] = []
    for name in dict.fromkeys(names):
        kind = SERVICES[name]
        endpoint = (endpoints or {}).get(name) or environment.get(endpoint_variable(name), "")
        key = environment.get(kind.key_variable, "") if kind.key_variable else ""
        found.append(Cached(kind(shared, endpoint=endpoint, key=key), cache))
    return found
