"""Rows with a fraction."""

# %% epoch_steps
import math
train_rows = beats * (1 - share)
epoch_steps = beats * (1 - share) / batch
