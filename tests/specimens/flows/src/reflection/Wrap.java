package com.example.specimen;

public final class Wrap {
    public static String same(String text) {
        return text;
    }

    public static String none(String text) {
        return "none";
    }
}
