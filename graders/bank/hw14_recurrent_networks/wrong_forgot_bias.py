"""Leaves all biases out."""

# %% cell_counts
h, T = units, window
ecg_params = 4 * h * (h + 1) + h
lstm_state_size = h
time_steps = T
