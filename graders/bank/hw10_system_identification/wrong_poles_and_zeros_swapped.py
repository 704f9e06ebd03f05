"""Exchanges poles and zeros."""

# %% poles_and_regions
p = sorted(np.rint(np.roots(den)).astype(int).tolist())
zero = int(np.rint(-num[1] / num[0]))
poles = [pole for pole in p if pole != zero]
zeros = [0] if zero in p else [0, zero]
regions = len(poles) + 1
stable_region = (0, min(abs(pole) for pole in poles))
poles, zeros = zeros, poles
