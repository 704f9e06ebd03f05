"""Counts a GRU."""

# %% cell_counts
h, T = units, window
ecg_params = 3 * (h * (h + 1) + 2 * h) + h + 1
lstm_state_size = h
time_steps = T
