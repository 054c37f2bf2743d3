package com.example.specimen;

import android.content.Context;
import android.content.SharedPreferences;

final class Store {
    private static Store instance;
    private final SharedPreferences preferences;

    private Store(Context context) {
        preferences = context.getSharedPreferences("app", Context.MODE_PRIVATE);
    }

    static Store get(Context context) {
        if (instance == null) {
            instance = new Store(context);
        }
        return instance;
    }

    boolean flag(String name) {
        return preferences.getBoolean(name, false);
    }
}
