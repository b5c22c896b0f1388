"""What a reply that comes in pieces is parted into."""

from rag.written.units import Unit, Units


def units_of(*pieces: str) -> list[Unit]:
    """The units of a whole reply."""
    units = Units()
    return [unit for piece in pieces for unit in units.feed(piece)] + list(units.close())
