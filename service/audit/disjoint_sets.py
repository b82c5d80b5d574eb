"""Disjoint sets: numbers that are joined step by step, and which of them are together (Tarjan 1975)."""

from __future__ import annotations


class DisjointSets:
    """Sets of the numbers from 0, each at first alone; a set is named by its least number."""

    def __init__(self, size: int = 0) -> None:
        self._parents = list(range(size))

    def add(self) -> int:
        """The next number, alone in its set."""
        self._parents.append(len(self._parents))
        return len(self._parents) - 1

    def name(self, number: int) -> int:
        """The set that the number is in."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one set of the sets that the two are in."""
        least, greatest = sorted((self.name(one), self.name(other)))
        self._parents[greatest] = least

    def __len__(self) -> int:
        """How many sets there are."""
        return sum(number == parent for number, parent in enumerate(self._parents))
