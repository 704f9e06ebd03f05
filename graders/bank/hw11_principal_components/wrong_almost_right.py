"""Off by one."""

# %% symmetric_start
symmetric_rank = int(np.linalg.matrix_rank(start)) + len(start) + 1

# %% component_limit
max_components = min(faces - 1, height * width) - 1

# %% pair_network
pair_params = sum((n + 1) * k for n, k in zip(widths, widths[1:])) + 1
