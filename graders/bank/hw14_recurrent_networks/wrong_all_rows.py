"""Trains on all rows."""

# %% epoch_steps
import math
train_rows = beats
epoch_steps = math.ceil(train_rows / batch)
