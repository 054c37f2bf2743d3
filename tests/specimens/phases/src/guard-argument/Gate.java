package com.example.specimen;

final class Gate {
    static boolean open(boolean agreed, boolean online) {
        return agreed && online;
    }

    static boolean either(boolean agreed, boolean online) {
        return agreed || online;
    }
}
