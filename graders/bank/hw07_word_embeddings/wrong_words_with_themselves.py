"""Counts each word as its own neighbour."""

# %% pair_count
def pair_count(lengths, window):
    total = 0
    for n in lengths:
        k = min(window, n - 1)
        total += k * (2 * n - k - 1) + n
    return total

# %% pair_matrix
pairs_total = (2 * window_size + 1) * tokens_total - documents * window_size * (window_size + 1)
one_hot_shape = (pairs_total, word_count)
