"""Adds the dense layer's bias as it stands."""

# %% folded_layer
factor = scale / np.sqrt(moving_var + moving_eps)
folded_kernel = kernel * factor
folded_bias = bias - moving_mean * factor + shift
