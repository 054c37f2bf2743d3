package com.example.specimen;

import android.content.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

final class Bus {
    private static final Map<String, List<Consumer<Context>>> LISTENERS = new HashMap<>();

    static void on(String topic, Consumer<Context> listener) {
        if (LISTENERS.get(topic) == null) {
            LISTENERS.put(topic, new ArrayList<>());
        }
        LISTENERS.get(topic).add(listener);
    }

    static void post(String topic, Context context) {
        List<Consumer<Context>> all = LISTENERS.get(topic);
        if (all != null) {
            for (Consumer<Context> one : all) {
                one.accept(context);
            }
        }
    }
}
