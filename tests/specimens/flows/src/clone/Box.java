package com.example.specimen;

final class Box implements Cloneable {
    String content = "";

    Box copy() {
        try {
            return (Box) clone();
        } catch (CloneNotSupportedException error) {
            throw new IllegalStateException(error);
        }
    }
}
