"""Scales the rows of the kernel."""

# %% folded_layer
factor = scale / np.sqrt(moving_var + moving_eps)
folded_kernel = kernel * factor[:, None]
folded_bias = (bias - moving_mean) * factor + shift
