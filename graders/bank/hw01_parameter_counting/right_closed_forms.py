"""One line for each number."""

# %% caption_total
f = [layer["filters"] for layer in caption_layers if "filters" in layer]
k = [layer["kernel_size"][0] for layer in caption_layers if "filters" in layer]
p = [layer for layer in caption_layers if "pool_size" in layer]
size = list(caption_input[:2])
for kernel, pooling in zip(k, p):
    pool = pooling["pool_size"][0]
    size = [(n - kernel + 1 - pool) // pooling.get("strides", (pool, pool))[0] + 1 for n in size]
image = caption_layers[-1]["units"]
caption_total = sum((a**2 * c + 1) * b for a, c, b in zip(k, [caption_input[2], *f], f))
caption_total += (size[0] * size[1] * f[2] + 1) * image
caption_total += vocabulary * word_dims + state_units * (word_dims + state_units + 1) + (state_units + 1) * text_units
caption_total += (image + text_units + 1) * merged_units + (merged_units + 1) * vocabulary

# %% small_classifier
(h, w, c), (convolution, _, _, last) = classifier_input, classifier_layers
k, f, n = convolution["kernel_size"][0], convolution["filters"], last["units"]
rows, columns = (h + 1) // 2, (w + 1) // 2
flat = rows // 2 * (columns // 2) * f
classifier_shapes = (rows, columns, f), (rows // 2, columns // 2, f), (flat,), (n,)
classifier_params = (k**2 * c + 1) * f, 0, 0, (flat + 1) * n

# %% autoencoder_tables
ae_shapes, ae_params, shape = [], [], ae_input
for layer in ae_layers:
    kind, count = layer["layer"], 0
    if kind == "Flatten":
        shape = (int(np.prod(shape)),)
    elif kind == "Dense":
        shape, count = (layer["units"],), (shape[0] + 1) * layer["units"]
    elif kind == "UpSampling2D":
        shape = (shape[0] * layer["size"][0], shape[1] * layer["size"][1], shape[2])
    elif kind == "MaxPooling2D":
        size = layer["pool_size"]
        stride = layer.get("strides", size)
        shape = (*((shape[a] - size[a]) // stride[a] + 1 for a in (0, 1)), shape[2])
    else:
        kernel, filters, channels = layer["kernel_size"], layer["filters"], shape[2]
        stride = layer.get("strides", (1, 1))
        if layer.get("padding") == "same":
            rows, columns = (-(-shape[a] // stride[a]) for a in (0, 1))
        else:
            rows, columns = ((shape[a] - kernel[a]) // stride[a] + 1 for a in (0, 1))
        shape = (rows, columns, filters)
        count = (kernel[0] * kernel[1] * channels + 1) * filters
    ae_shapes.append(shape)
    ae_params.append(count)

colour_params, channels = [], colour_input[2]
for layer in colour_layers:
    (kh, kw), filters = layer["kernel_size"], layer["filters"]
    colour_params.append((kh * kw * channels + 1) * filters)
    channels = filters

(a, b), area = vae_filters, vae_kernel**2
flat = vae_input[0] // 4 * (vae_input[1] // 4) * b
vae_params = [
    (area * vae_input[2] + 1) * a,
    (area * a + 1) * b,
    0,
    (flat + 1) * vae_hidden,
    (vae_hidden + 1) * vae_latent,
    (vae_hidden + 1) * vae_latent,
    (vae_latent + 1) * flat,
    0,
    (area * b + 1) * b,
    (area * b + 1) * a,
    (area * a + 1) * vae_input[2],
]
ae_shapes = tuple(ae_shapes)
vae_params = tuple(vae_params)
