"""Takes 0/0 to be 1."""

# %% batch_of_one
batch_of_one_output = [gamma + beta] * 2
