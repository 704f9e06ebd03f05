"""The steps as inputs side by side."""

# %% recurrent_cells
h, x, u, f = cell_units, cell_inputs, forecaster_units, forecaster_features
rnn_params = 1 * h * (x + h + 1)
gru_params = 3 * h * (x + h + 2)
lstm_params = 4 * h * (x + h + 1)
forecaster_params = 4 * u * (forecaster_steps * f + u + 1) + u + 1
