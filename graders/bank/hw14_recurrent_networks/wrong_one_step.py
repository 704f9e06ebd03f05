"""One step per beat."""

# %% cell_counts
h, T = units, window
ecg_params = 4 * (h * (h + 1) + h) + h + 1
lstm_state_size = h
time_steps = 1
