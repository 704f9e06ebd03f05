"""Exchanges the coefficients of y[k−1] and y[k−2]."""

# %% difference_equation
coefficients = {"x": np.append(num, 0) / den[0], "y": -den[1:] / den[0]}
coefficients["y"] = coefficients["y"][::-1]
