"""Counts the rows that are kept aside."""

# %% epoch_steps
import math
train_rows = math.ceil(beats * share)
epoch_steps = math.ceil(train_rows / batch)
