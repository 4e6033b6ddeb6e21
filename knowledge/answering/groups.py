"""Inside the features: the documents or sections that hold candidates, so that no other chunk is looked at."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of neighbouring chunks: `chunks` are their numbers, group after group.

    `firsts` says where each group begins in `chunks`, `place` to which group each candidate belongs.
    """

    chunks: Rows
    firsts: Rows
    place: Rows

    @property
    def sizes(self) -> Rows:
        """How many chunks each group has."""
        return np.diff(np.append(self.firsts, len(self.chunks)))

    def greatest(self, table: Matrix) -> Matrix:
        """The greatest value in the group of each candidate, shape (words, candidates); `table` covers `chunks`."""
        found: Matrix = np.maximum.reduceat(table, self.firsts, axis=1)[:, self.place]
        return found


def groups_of(rows: Rows, group_of: Rows, starts: Rows) -> Groups:
    """The groups that hold the candidates; `group_of` numbers the group of every chunk, `starts` its first chunk."""
    groups, place = np.unique(group_of[rows], return_inverse=True)
    ends = np.append(starts[1:], len(group_of))
    sizes = ends[groups] - starts[groups]
    firsts = np.cumsum(sizes) - sizes
    chunks = np.repeat(starts[groups] - firsts, sizes) + np.arange(sizes.sum())
    return Groups(chunks, firsts, place)
