"""Cancels the common factor before writing the equation down."""

# %% difference_equation
p = sorted(np.rint(np.roots(den)).astype(int).tolist())
zero = int(np.rint(-num[1] / num[0]))
left = [pole for pole in p if pole != zero]
coefficients = {"x": [num[0] / den[0], 0, 0], "y": [left[0], 0]}
if len(left) == 2:
    coefficients = {"x": np.append(num, 0) / den[0], "y": -den[1:] / den[0]}
