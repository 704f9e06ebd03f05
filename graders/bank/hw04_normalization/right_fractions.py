"""Exact rational numbers as far as the root."""

# %% batch_norm_by_hand
from fractions import Fraction

columns = [[Fraction(v) for v in column] for column in table.T]
means = [sum(column) / 5 for column in columns]
variances = [sum((v - m) ** 2 for v in column) / 5 for column, m in zip(columns, means)]
bn_matrix = [
    [float(columns[j][i] - means[j]) / float(variances[j] + Fraction(eps)) ** 0.5 for j in range(5)] for i in range(5)
]

# %% layer_norm_by_hand
from fractions import Fraction

ln_matrix = []
for row in table:
    exact = [Fraction(v) for v in row]
    mean = sum(exact) / 5
    var = sum(v * v for v in exact) / 5 - mean**2
    ln_matrix.append([float(v - mean) / float(var + Fraction(eps)) ** 0.5 for v in exact])

# %% folded_layer
from fractions import Fraction

squares = [Fraction(str(v)) + Fraction(str(moving_eps)) for v in moving_var]
factor = [Fraction(s) / Fraction(float(square) ** 0.5).limit_denominator(1000) for s, square in zip(scale, squares)]
folded_kernel = [[float(Fraction(w) * f) for w, f in zip(row, factor)] for row in kernel]
folded_bias = [float((Fraction(b) - Fraction(m)) * f + Fraction(s)) for b, m, f, s in zip(bias, moving_mean, factor, shift)]

# %% bn_counts
from fractions import Fraction

fc_params = float(Fraction(inputs + 1) / Fraction(1, units))
bn_params = int(Fraction(4 * units))
bn_trainable = float(Fraction(bn_params, 2))
