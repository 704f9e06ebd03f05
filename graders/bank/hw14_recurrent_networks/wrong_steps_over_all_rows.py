"""Divides all rows into batches."""

# %% epoch_steps
import math
train_rows = math.floor((1 - share) * beats)
epoch_steps = math.ceil(beats / batch)
