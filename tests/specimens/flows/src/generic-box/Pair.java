package com.example.specimen;

final class Pair<A, B> {
    final A first;
    final B second;

    Pair(A first, B second) {
        this.first = first;
        this.second = second;
    }

    <C> Pair<A, C> with(C other) {
        return new Pair<>(first, other);
    }
}
