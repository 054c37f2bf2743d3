package com.example.specimen;

import android.content.Context;

final class Safe {
    static String id(Context context) {
        return Consent.given(context) ? Id.read(context) : "";
    }
}
