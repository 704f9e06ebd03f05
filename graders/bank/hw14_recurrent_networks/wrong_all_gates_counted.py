"""Counts gates as state."""

# %% cell_counts
h, T = units, window
ecg_params = 4 * (h * (h + 1) + h) + h + 1
lstm_state_size = 4 * h
time_steps = T
