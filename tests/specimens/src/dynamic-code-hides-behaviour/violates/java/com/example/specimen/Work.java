package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        String code = new java.io.File(activity.getFilesDir(), "plugin.jar").getPath();
        ClassLoader loader = new dalvik.system.DexClassLoader(code, null, null, activity.getClassLoader());
        activity.setTitle(loader.toString());
    }
}
