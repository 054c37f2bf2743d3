package com.example.specimen;

final class Sending implements Runnable {
    private final String text;

    Sending(String text) {
        this.text = text;
    }

    @Override
    public void run() {
        Net.send(text);
    }
}
