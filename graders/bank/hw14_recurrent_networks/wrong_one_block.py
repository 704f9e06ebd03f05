"""Counts a simple recurrent layer."""

# %% cell_counts
h, T = units, window
ecg_params = h * (h + 1) + h + h + 1
lstm_state_size = h
time_steps = T
