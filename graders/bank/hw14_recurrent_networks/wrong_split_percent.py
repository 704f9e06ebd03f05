"""Reads the share as percent."""

# %% epoch_steps
import math
train_rows = math.floor(beats * (1 - share / 100))
epoch_steps = math.ceil(train_rows / batch)
