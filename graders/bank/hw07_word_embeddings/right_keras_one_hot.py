"""One-hot rows, a linear layer without bias and a softmax, in Keras."""

# %% train_embedding
import keras

def train_embedding(pairs, vocabulary, dim=2, seed=0):
    keras.utils.set_random_seed(seed)
    V = len(vocabulary)
    place = {word: i for i, word in enumerate(vocabulary)}
    x = np.eye(V)[[place[main] for main, _ in pairs]]
    y = np.array([place[context] for _, context in pairs])
    model = keras.Sequential([
        keras.Input((V,)),
        keras.layers.Dense(dim, use_bias=False),
        keras.layers.Dense(V, activation="softmax"),
    ])
    model.compile(optimizer=keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=12, batch_size=64, verbose=0)
    return model.layers[0].get_weights()[0]
