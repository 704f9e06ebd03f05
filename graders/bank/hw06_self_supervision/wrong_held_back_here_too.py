"""Labelled images are held back as well."""

# %% steps_per_epoch
def up(a, b):
    return -(-a // b)

kept = 4 * unlabelled * (100 - held_back) // 100
pretext_steps, labelled_steps = up(kept, pretext_batch), up(labelled, labelled_batch)
labelled_steps = up(round(labelled * (100 - held_back) / 100), labelled_batch)
