import numpy as np

# %% caption_network
caption_shapes = ...  # a list of 14 tuples, without the batch axis
caption_params = ...  # a list of 14 whole numbers

# %% caption_total
caption_total = ...

# %% recurrent_cells
rnn_params = ...
gru_params = ...
lstm_params = ...
forecaster_params = ...

# %% conv_output
def conv_output_size(size, kernel, stride=1, dilation=1, padding="valid"):
    """Positions of a kernel along an axis of `size` pixels; padding is "valid" or "same"."""
    raise NotImplementedError

# %% same_padding
def same_padding(size, kernel, stride):
    """Zeros that padding "same" adds along one axis: (before, after)."""
    raise NotImplementedError

# %% dilated_network
dilated_shapes = ...  # a list of 9: tuples, and None from the first layer that does not fit
dilated_params = ...  # a list of 9 whole numbers

# %% dilated_in_keras
dilated_in_keras = ...  # one letter, such as "A"

# %% small_classifier
classifier_shapes = ...  # a list of 4 tuples
classifier_params = ...  # a list of 4 whole numbers

# %% batchnorm_counts
bn_trainable = ...
bn_non_trainable = ...

# %% transfer_head
flatten_head_params = ...
gap_head_params = ...

# %% count_parameters
def count_parameters(layers):
    """Parameters of each layer of a stack, one whole number per entry of `layers`."""
    raise NotImplementedError

# %% autoencoder_tables
ae_shapes = ...  # a list of 12 tuples
ae_params = ...  # a list of 12 whole numbers
colour_params = ...  # a list of 5 whole numbers
vae_params = ...  # a list of 11 whole numbers
