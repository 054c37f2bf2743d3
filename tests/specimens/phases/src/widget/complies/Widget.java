package com.example.specimen;

import android.content.Context;

public class Widget extends android.appwidget.AppWidgetProvider {
    @Override
    public void onUpdate(Context context, android.appwidget.AppWidgetManager manager, int[] numbers) {
        if (Consent.given(context)) {
            Id.read(context);
        }
    }
}
