"""As many as there are images."""

# %% component_limit
max_components = faces
