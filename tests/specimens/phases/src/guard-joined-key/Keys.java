package com.example.specimen;

final class Keys {
    static String of(String part, String rest) {
        return part + "_" + rest;
    }
}
