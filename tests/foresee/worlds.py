"""Small worlds made by hand, as facts."""

import numpy as np

from tashabuk.foresee.facts import Facts


def world(*rows: tuple[int, int, int, int], entities: int = 8, relations: int = 3) -> Facts:
    """Facts from rows (subject, relation, object, day)."""
    table = np.array(rows, np.int64).reshape(-1, 4)
    return Facts(table[:, 0], table[:, 1], table[:, 2], table[:, 3], entities, relations)
