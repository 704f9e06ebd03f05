"""The larger of the two limits."""

# %% component_limit
max_components = max(faces - 1, height * width)
