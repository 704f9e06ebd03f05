"""An exception that is a ValueError of its own kind, and more options."""

# %% conv_output
class DoesNotFit(ValueError):
    pass

def conv_output_size(size, kernel, stride=1, dilation=1, padding="valid", verbose=False):
    if padding == "same":
        return 1 + (size - 1) // stride
    room = size - dilation * (kernel - 1) - 1
    if room < 0:
        raise DoesNotFit(size, kernel)
    return divmod(room, stride)[0] + 1
