"""The numbers of hw07: the published ones, and how a variant draws its own."""

from typing import Any

import numpy as np


def published() -> dict[str, dict[str, Any]]:
    """The numbers of the original homework; the count of tokens is the one that its 54,556 pairs imply for w = 2."""
    return {"corpus": corpus(documents=100, tokens_total=13_789, window_size=2, word_count=2823, embedding_dim=2)}


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Some ten thousand tokens in documents that are longer than the window, and fewer different words."""
    documents = int(rng.randint(20, 121))
    tokens_total = documents * int(rng.randint(60, 161)) + int(rng.randint(1, 20))
    return {
        "corpus": corpus(
            documents,
            tokens_total,
            window_size=int(rng.randint(1, 6)),
            word_count=int(rng.randint(tokens_total // 6, tokens_total // 3)),
            embedding_dim=int(rng.randint(2, 9)),
        )
    }


def corpus(documents: int, tokens_total: int, window_size: int, word_count: int, embedding_dim: int) -> dict[str, Any]:
    """Documents, the tokens of all of them, half the width of the window, different words, length of a vector."""
    return {
        "documents": documents,
        "tokens_total": tokens_total,
        "window_size": window_size,
        "word_count": word_count,
        "embedding_dim": embedding_dim,
    }
