"""The numbers of the published homework."""

# %% resnet_tail
feature_shape = (7, 7, 2048)
predictions_params = 2049000 + (image_side == 224)

# %% mnist_network
mnist_shapes = [(26, 26, 32), (13, 13, 32), (13, 13, 64), (6, 6, 64), (6, 6, 64), (3, 3, 64), (576,), (128,), (10,)]
mnist_params = [320, 0, 18496, 0, 36928, 0, 0, 73856, 1290 + (digit_side == 28)]
