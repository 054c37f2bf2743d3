package com.example.specimen;

import android.content.Context;

final class Empty implements Source {
    @Override
    public String text(Context context) {
        return "none";
    }
}
