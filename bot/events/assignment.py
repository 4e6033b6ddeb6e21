"""From votes to seats: everybody at one table, as many as possible at one they voted for, always the same way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_NOT_VOTED = 100
_SPREAD = 0.01


@dataclass(frozen=True, slots=True)
class Assigned:
    """Person to table; `happy` of `voted` people with votes for the tables in use sit at one they voted for."""

    seats: dict[str, int]
    happy: int
    voted: int


def tables_needed(people: int, size: int) -> int:
    """How many tables of that size hold them."""
    return -(-people // size)


def assign(people: Sequence[str], votes: Mapping[int, Sequence[str]], size: int) -> Assigned:
    """Seat people at the tables of `votes` (table to its voters), `size` at most at each.

    Least total cost: nothing for a voted table, much for another; the fuller seats of a table cost a
    little more, so that tables fill evenly. Equal solutions are decided by the order of names and tables,
    never by who came first. Raises ValueError where the seats do not suffice.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    ordered, tables = sorted(people), sorted(votes)
    if len(ordered) > len(tables) * size:
        raise ValueError("too few seats")
    wishes = {table: set(votes[table]) for table in tables}
    cost = np.array([
        [(0 if person in wishes[table] else _NOT_VOTED) + _SPREAD * seat for table in tables for seat in range(size)]
        for person in ordered
    ]).reshape(len(ordered), len(tables) * size)  # fmt: skip
    rows, columns = linear_sum_assignment(cost)
    seats = {ordered[row]: tables[column // size] for row, column in zip(rows, columns, strict=True)}
    voted = [person for person in ordered if any(person in wishes[table] for table in tables)]
    return Assigned(seats, sum(person in wishes[seats[person]] for person in voted), len(voted))
