package com.example.specimen;

import android.app.Activity;

final class Presenter {
    private final Activity screen;

    Presenter(Activity screen) {
        this.screen = screen;
    }

    void begin() {
        Id.read(screen);
    }

    void more() {
        Imei.read(screen);
    }
}
