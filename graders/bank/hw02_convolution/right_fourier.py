"""Products of Fourier transforms."""

# %% laplacian
size = (7, 7)
spectrum = np.fft.rfft2(np.pad(image, 1), size) * np.conj(np.fft.rfft2(kernel, size))
response = np.round(np.fft.irfft2(spectrum, size)[:5, :5])

# %% forward
conv_map = np.fft.ifft2(np.fft.fft2(x) * np.conj(np.fft.fft2(w, x.shape))).real[:2, :2]
gap = conv_map.mean()

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    x = np.pad(x, padding)
    full = np.fft.irfft2(np.fft.rfft2(x) * np.conj(np.fft.rfft2(w, x.shape)), x.shape)
    return full[: x.shape[0] - w.shape[0] + 1 : stride, : x.shape[1] - w.shape[1] + 1 : stride]

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    padded = np.pad(x, padding)
    spread = np.zeros(padded.shape)
    spread[: stride * dy.shape[0] : stride, : stride * dy.shape[1] : stride][: dy.shape[0], : dy.shape[1]] = dy
    X, Y, K = np.fft.fft2(padded), np.fft.fft2(spread), np.fft.fft2(w, padded.shape)
    dx, dw = np.fft.ifft2(Y * K).real, np.fft.ifft2(X * np.conj(Y)).real
    return dx[padding : padding + x.shape[0], padding : padding + x.shape[1]], dw[: w.shape[0], : w.shape[1]]
