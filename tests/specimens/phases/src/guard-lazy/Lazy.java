package com.example.specimen;

import java.util.function.Supplier;

final class Lazy<T> {
    private final Supplier<T> make;
    private T value;
    private boolean made;

    Lazy(Supplier<T> make) {
        this.make = make;
    }

    T get() {
        if (!made) {
            value = make.get();
            made = true;
        }
        return value;
    }
}
