"""Counts two neighbours once."""

# %% pair_count
def pair_count(lengths, window):
    total = 0
    for n in lengths:
        for distance in range(1, min(window, n - 1) + 1):
            total += n - distance
    return total

# %% pair_matrix
pairs_total = window_size * tokens_total - documents * window_size * (window_size + 1) // 2
one_hot_shape = (pairs_total, word_count)
