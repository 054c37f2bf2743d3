package com.example.specimen;

import android.content.Context;

final class Real implements Source {
    @Override
    public String text(Context context) {
        return Imei.read(context);
    }
}
