package com.example.specimen;

import android.app.Activity;
import android.content.Intent;

final class Work {
    static void run(Activity activity) {
        Intent intent = new Intent();
        intent.setClassName("com.example.partner", "com.example.partner.WakeService");
        activity.startService(intent);
    }
}
