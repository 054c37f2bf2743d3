package com.example.specimen;

import android.content.Context;

final class Fade extends android.animation.AnimatorListenerAdapter {
    private final Context context;

    Fade(Context context) {
        this.context = context;
    }

    @Override
    public void onAnimationEnd(android.animation.Animator animation) {
        Id.read(context);
    }
}
