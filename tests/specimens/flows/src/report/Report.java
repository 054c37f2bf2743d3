package com.example.specimen;

import java.util.LinkedHashMap;
import java.util.Map;
import org.json.JSONException;
import org.json.JSONObject;

final class Report {
    private final Map<String, String> parts = new LinkedHashMap<>();

    void put(String name, String text) {
        parts.put(name, text);
    }

    String text() throws JSONException {
        JSONObject json = new JSONObject();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            json.put(part.getKey(), part.getValue());
        }
        return json.toString();
    }
}
