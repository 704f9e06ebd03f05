"""The other part."""

# %% steps_per_epoch
def up(a, b):
    return -(-a // b)

kept = 4 * unlabelled * (100 - held_back) // 100
pretext_steps, labelled_steps = up(kept, pretext_batch), up(labelled, labelled_batch)
pretext_steps = up(4 * unlabelled - kept, pretext_batch)
