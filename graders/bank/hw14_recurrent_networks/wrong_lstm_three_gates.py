"""Counts three blocks."""

# %% cell_counts
h, T = units, window
ecg_params = 3 * (h * (h + 1) + h) + h + 1
lstm_state_size = h
time_steps = T
