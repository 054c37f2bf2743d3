package com.example.specimen;

import android.content.Context;

final class Choice {
    static String text(Context context, int kind) {
        switch (kind) {
            case 1:
                return Imei.read(context);
            case 2:
                return "two";
            default:
                return "other";
        }
    }
}
