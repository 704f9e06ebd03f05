"""Takes the time steps for the size of the state."""

# %% cell_counts
h, T = units, window
ecg_params = 4 * (h * (h + 1) + h) + h + 1
lstm_state_size = T
time_steps = T
