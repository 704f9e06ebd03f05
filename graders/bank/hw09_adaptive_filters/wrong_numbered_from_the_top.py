"""Calls the most significant bit 0."""

# %% separable_bits
codes = range(lowest_code, highest_code + 1)
switches = []
for bit in range(code_bits):
    row = [code >> bit & 1 for code in codes]
    switches.append(sum(a != b for a, b in zip(row, row[1:])))
separable_bits = [code_bits - 1 - b for b in range(code_bits) if switches[b] <= 1][::-1]
