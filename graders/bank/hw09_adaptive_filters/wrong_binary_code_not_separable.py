"""Believes that every bit can be learnt, as the published network does."""

# %% separable_bits
separable_bits = list(range(code_bits))
