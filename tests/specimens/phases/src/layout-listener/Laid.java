package com.example.specimen;

import android.content.Context;

final class Laid implements android.view.ViewTreeObserver.OnGlobalLayoutListener {
    private final Context context;

    Laid(Context context) {
        this.context = context;
    }

    @Override
    public void onGlobalLayout() {
        Id.read(context);
    }
}
