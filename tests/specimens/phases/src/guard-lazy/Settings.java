package com.example.specimen;

import android.content.Context;

final class Settings {
    static final Companion COMPANION = new Companion();

    /** As the Kotlin compiler makes it of a companion object with a lazy property. */
    static final class Companion {
        private Boolean agreed;

        boolean agreed(Context context) {
            if (agreed == null) {
                agreed = context.getSharedPreferences("app", Context.MODE_PRIVATE).getBoolean("agree_protocol", false);
            }
            return agreed;
        }
    }
}
