package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        try {
            Runtime.getRuntime().exec(new String[] {"sh", "-c", "cat /sys/class/net/wlan0/address"});
        } catch (java.io.IOException error) {
            activity.setTitle(error.getMessage());
        }
    }
}
