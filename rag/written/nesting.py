"""How deep the items of a list stand in one another: as deep as the model set them, below what is shown."""

STEP = 4
"""Characters by which an item stands farther in than the one that it belongs to, whatever its mark."""
LEAST = 2
"""Characters from which an item stands farther in than another."""


class Nesting:
    r"""Knows the list that is being written.

    >>> nesting = Nesting()
    >>> [nesting.joint(one) for one in ("\n1. ", "\n   - ", "\n   - ", "\n 2. ", "\n\n", "\n   - ")]
    ['\n1. ', '\n    - ', '\n    - ', '\n2. ', '\n\n', '\n- ']
    """

    def __init__(self) -> None:
        self._places: list[int] = []

    def joint(self, joint: str, *, is_below_last: bool = True) -> str:
        """What stands before a statement, or before a title: an item as far in as it is deep.

        Args:
            is_below_last: whether what stood before it is shown, which it may belong to.
        """
        line = joint.rpartition("\n")[2]
        mark = line.lstrip()
        if not mark or line == joint != mark:  # an item on the line of what stands before it
            if "\n" in joint:
                self._places.clear()
            return joint
        place = len(line) - len(mark)
        while len(self._places) > 1 and place < self._places[-1]:
            self._places.pop()
        if not self._places or (is_below_last and place >= self._places[-1] + LEAST):
            self._places.append(place)
        return joint.removesuffix(line) + " " * (STEP * (len(self._places) - 1)) + mark
