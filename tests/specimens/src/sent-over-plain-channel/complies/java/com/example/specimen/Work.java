package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        send(android.provider.Settings.Secure.getString(activity.getContentResolver(), "android_id"));
    }

    private static void send(String text) {
        try {
            java.net.URLConnection connection = new java.net.URL("https://collect.example.cn/v1").openConnection();
            connection.setDoOutput(true);
            connection.getOutputStream().write(text.getBytes());
        } catch (java.io.IOException offline) {
            throw new IllegalStateException(offline);
        }
    }
}
