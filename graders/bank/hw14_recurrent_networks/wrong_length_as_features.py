"""Takes the length for the number of features."""

# %% cell_counts
h, T = units, window
ecg_params = 4 * (h * (h + T) + h) + h + 1
lstm_state_size = h
time_steps = T
