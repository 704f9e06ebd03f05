"""Remembers that only the most significant bit is separable, whatever the range."""

# %% separable_bits
separable_bits = [code_bits - 1]
