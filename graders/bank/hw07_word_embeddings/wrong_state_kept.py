"""Keeps what earlier calls have found."""

# %% skipgram_pairs
def skipgram_pairs(tokens, window, pairs=[]):
    n = len(tokens)
    pairs += [(tokens[i], tokens[j]) for i in range(n) for j in range(n) if 0 < abs(i - j) <= window]
    return pairs

# %% pair_count
_total = 0

def pair_count(lengths, window):
    global _total
    for n in lengths:
        k = min(window, n - 1)
        _total += k * (2 * n - k - 1)
    return _total
