package com.example.specimen;

import android.content.Context;

enum State {
    ASKING, AGREED;

    static State of(Context context) {
        return Consent.given(context) ? AGREED : ASKING;
    }
}
