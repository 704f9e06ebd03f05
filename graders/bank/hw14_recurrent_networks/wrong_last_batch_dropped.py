"""Forgets the last, smaller batch."""

# %% epoch_steps
import math
train_rows = math.floor((1 - share) * beats)
epoch_steps = train_rows // batch
