package com.example.specimen;

final class Box {
    private final String content;

    Box(String content) {
        this.content = content;
    }

    String content() {
        return content;
    }
}
