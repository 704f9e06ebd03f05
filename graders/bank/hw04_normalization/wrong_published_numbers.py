"""Hands in numbers of the published variant, one of them misread; wrong there, too."""

# %% folded_layer
folded_kernel = [[2.0, -2.0], [6.0, 0.5]]
folded_bias = [-5.0, 2.0]

# %% batch_of_one
batch_of_one_output = [[0.5, -2.0, 1.0], [0.5, 2.0, 1.0]]

# %% bn_counts
fc_params = 220
bn_params = 40
bn_trainable = 40
