package com.example.specimen;

import android.app.Activity;
import android.content.Context;
import android.location.LocationManager;

final class Work {
    static void run(Activity activity) {
        double latitude = ((LocationManager) activity.getSystemService(Context.LOCATION_SERVICE)).getLastKnownLocation("gps").getLatitude();
        activity.setTitle(latitude > 0 ? "N" : "S");
        send("fixed");
    }

    private static void send(String text) {
        try {
            java.net.URLConnection connection = new java.net.URL("https://collect.example.com/v1").openConnection();
            connection.setDoOutput(true);
            connection.getOutputStream().write(text.getBytes());
        } catch (java.io.IOException offline) {
            throw new IllegalStateException(offline);
        }
    }
}
