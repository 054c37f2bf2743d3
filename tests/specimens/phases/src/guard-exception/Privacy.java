package com.example.specimen;

import android.content.Context;

final class Privacy {
    static void require(Context context) {
        if (!Consent.given(context)) {
            throw new IllegalStateException("no consent");
        }
    }
}
