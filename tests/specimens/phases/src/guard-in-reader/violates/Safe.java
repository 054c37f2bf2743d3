package com.example.specimen;

import android.content.Context;

final class Safe {
    static String id(Context context) {
        String id = Id.read(context);
        return Consent.given(context) ? id : "";
    }
}
