"""Drops the dense layer's bias."""

# %% folded_layer
factor = scale / np.sqrt(moving_var + moving_eps)
folded_kernel = kernel * factor
folded_bias = shift - moving_mean * factor
