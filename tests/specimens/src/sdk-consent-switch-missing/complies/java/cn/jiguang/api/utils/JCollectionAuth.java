package cn.jiguang.api.utils;

import android.content.Context;

/** Stands in for the SDK: the same name, none of its code. */
public final class JCollectionAuth {
    public static void setAuth(Context context, boolean granted) {
        context.getApplicationContext();
    }
}
