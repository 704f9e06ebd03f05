"""One step too few, one parameter too many."""

# %% cell_counts
h, T = units, window
ecg_params = 4 * (h * (h + 1) + h) + h + 2
lstm_state_size = h
time_steps = T - 1
