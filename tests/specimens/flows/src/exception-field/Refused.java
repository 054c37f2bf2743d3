package com.example.specimen;

final class Refused extends Exception {
    final String device;
    final int code;

    Refused(String device, int code) {
        super("refused");
        this.device = device;
        this.code = code;
    }
}
