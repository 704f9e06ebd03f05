"""Moves all entries at once."""

# %% gradient_check
def gradient_check(f, x, dy, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h) * dy
