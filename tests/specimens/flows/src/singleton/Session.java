package com.example.specimen;

final class Session {
    private static Session instance;
    private String device = "";
    private final String started = "now";

    static synchronized Session get() {
        if (instance == null) {
            instance = new Session();
        }
        return instance;
    }

    void device(String text) {
        device = text;
    }

    String device() {
        return device;
    }

    String started() {
        return started;
    }
}
