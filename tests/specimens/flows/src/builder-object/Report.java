package com.example.specimen;

final class Report {
    private String device = "";
    private String event = "";

    Report device(String text) {
        device = text;
        return this;
    }

    Report event(String text) {
        event = text;
        return this;
    }

    String device() {
        return device;
    }

    String event() {
        return event;
    }
}
