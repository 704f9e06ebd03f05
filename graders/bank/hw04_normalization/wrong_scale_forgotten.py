"""Leaves γ out of the weights."""

# %% folded_layer
factor = scale / np.sqrt(moving_var + moving_eps)
folded_kernel = kernel / np.sqrt(moving_var + moving_eps)
folded_bias = (bias - moving_mean) * factor + shift
