"""Rounds the rows up."""

# %% epoch_steps
import math
train_rows = math.ceil(beats * (1 - share))
epoch_steps = math.ceil(train_rows / batch)
