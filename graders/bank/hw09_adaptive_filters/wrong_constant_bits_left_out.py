"""Leaves out bits that never change."""

# %% separable_bits
codes = range(lowest_code, highest_code + 1)
switches = []
for bit in range(code_bits):
    row = [code >> bit & 1 for code in codes]
    switches.append(sum(a != b for a, b in zip(row, row[1:])))
separable_bits = [b for b in range(code_bits) if switches[b] == 1]
