"""Turns scores of heads into a tree, with one root and no cycle.

The best heads nearly always form a tree; if not, the maximum spanning arborescence is used (Chu and Liu 1965, Edmonds
1967).
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def best_tree(scores: Scores) -> list[int]:
    """Return the head of each of n words, 1-based with 0 for the root, from scores of shape (n, n + 1).

    Exactly one word has head 0, and every word reaches it.
    """
    size = len(scores)
    if size == 1:
        return [0]
    scores = scores.copy()
    scores[np.arange(size), np.arange(1, size + 1)] = -np.inf
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    # The word that gains most, or loses least, as the root.
    root = int(roots[0]) if len(roots) == 1 else int((scores[:, 0] - scores[:, 1:].max(1)).argmax())
    scores[:, 0] = -np.inf
    scores[root, 1:], scores[root, 0] = -np.inf, 0.0
    heads = scores.argmax(1)
    chosen: list[int] = [int(head) for head in heads]
    if _cycle(chosen):
        chosen = _arborescence(scores)
    return chosen


def _cycle(heads: list[int]) -> list[int]:
    """Return the words (1-based) of one cycle among heads, or an empty list."""
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for word in range(1, len(heads) + 1):
        path = []
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word - 1]
        if state[word] == 1:
            return path[path.index(word) :]
        for seen in path:
            state[seen] = 2
    return []


def _arborescence(scores: Scores) -> list[int]:
    """Return the maximum spanning arborescence over nodes 0..n from scores of shape (n, n + 1)."""
    size = len(scores)
    full = np.full((size + 1, size + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads = _contract(full)
    return [int(head) for head in heads[1:]]


def _contract(full: NDArray[np.float64]) -> NDArray[np.int64]:
    """Run Chu-Liu-Edmonds on a square matrix [dependent, head] with root 0; return each node's head."""
    heads: NDArray[np.int64] = full.argmax(1)
    heads[0] = 0
    cycle = _cycle([int(head) for head in heads[1:]])
    if not cycle:
        return heads
    members = np.array(cycle)
    others = np.array([node for node in range(len(full)) if node not in set(cycle)])
    within = full[members, heads[members]]
    # The cycle becomes one node, the last of the smaller matrix.
    count = len(others)
    small = np.full((count + 1, count + 1), -np.inf)
    small[:count, :count] = full[np.ix_(others, others)]
    small[:count, count] = full[np.ix_(others, members)].max(1)
    entering = full[np.ix_(members, others)] - within[:, None]
    small[count, :count] = entering.max(0)
    leaves_at = members[full[np.ix_(others, members)].argmax(1)]
    enters_at = members[entering.argmax(0)]
    inner = _contract(small)
    result: NDArray[np.int64] = heads.copy()
    for number, node in enumerate(others[1:], 1):
        result[node] = leaves_at[number] if inner[number] == count else others[inner[number]]
    entered = inner[count]
    result[enters_at[entered]] = others[entered]
    return result
