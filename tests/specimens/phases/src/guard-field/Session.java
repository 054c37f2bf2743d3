package com.example.specimen;

import android.content.Context;

final class Session {
    final boolean agreed;
    final boolean dark;

    Session(Context context) {
        agreed = Consent.given(context);
        dark = context.getSharedPreferences("settings", Context.MODE_PRIVATE).getBoolean("dark", true);
    }
}
