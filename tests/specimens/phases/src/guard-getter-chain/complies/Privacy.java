package com.example.specimen;

import android.content.Context;

final class Privacy {
    static boolean agreed(Context context) {
        return Store.get(context).flag("is_agree_policy");
    }
}
