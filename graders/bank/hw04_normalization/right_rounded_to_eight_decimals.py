"""Rounded as the question allows."""

# %% batch_norm_by_hand
bn_matrix = np.round((table - table.mean(0)) / np.sqrt(table.var(0) + eps), 8)

# %% layer_norm_by_hand
rows = [(row - row.mean()) / np.sqrt(row.var() + eps) for row in table]
ln_matrix = [[float(f"{v:.8f}") for v in row] for row in rows]
