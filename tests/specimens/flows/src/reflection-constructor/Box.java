package com.example.specimen;

public class Box {
    private final String content;

    public Box(String content) {
        this.content = content;
    }

    @Override
    public String toString() {
        return content;
    }
}
