"""With the backbone."""

# %% transfer_head
rows, columns, channels = backbone_map
last = (hidden_units + 1) * target_classes
flatten_head_params = (rows * columns * channels + 1) * hidden_units + last + backbone_params
gap_head_params = (channels + 1) * hidden_units + last + backbone_params
