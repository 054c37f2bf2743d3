package com.example.specimen;

final class Out {
    static void put(Object text) {
        Net.send(String.valueOf(text));
    }

    static void put(CharSequence text) {
        text.length();
    }
}
