"""Multiplies β by the factor, too."""

# %% folded_layer
factor = scale / np.sqrt(moving_var + moving_eps)
folded_kernel = kernel * factor
folded_bias = (bias - moving_mean + shift) * factor
