"""Does not subtract the moving mean."""

# %% folded_layer
factor = scale / np.sqrt(moving_var + moving_eps)
folded_kernel = kernel * factor
folded_bias = bias * factor + shift
