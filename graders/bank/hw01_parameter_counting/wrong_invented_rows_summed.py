"""The sum of rows that nobody worked out."""

# %% caption_total
caption_params = list(range(14))
caption_total = sum(caption_params)
