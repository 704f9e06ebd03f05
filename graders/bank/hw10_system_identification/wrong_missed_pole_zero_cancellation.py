"""Takes every root of the denominator for a pole."""

# %% poles_and_regions
p = sorted(np.rint(np.roots(den)).astype(int).tolist())
zero = int(np.rint(-num[1] / num[0]))
poles = p
zeros = [0, zero]
regions = 3
stable_region = (0, min(map(abs, p)))
