package com.example.specimen;

import android.app.Activity;
import android.app.AlertDialog;

final class Work {
    static void run(Activity activity) {
        new AlertDialog.Builder(activity).setMessage("完成").show();
    }
}
