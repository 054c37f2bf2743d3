package com.example.specimen;

import java.util.ArrayList;
import java.util.List;

final class Buffer {
    private static final List<String> WAITING = new ArrayList<>();

    static void add(String event) {
        WAITING.add(event);
        if (WAITING.size() > 10) {
            flush();
        }
    }

    static void flush() {
        StringBuilder text = new StringBuilder();
        for (String event : WAITING) {
            text.append(event).append('\n');
        }
        WAITING.clear();
        Net.send(text.toString());
    }
}
