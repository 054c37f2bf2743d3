package cn.jpush.android.api;

import android.content.Context;

/** Stands in for the SDK: the same name, none of its code. */
public final class JPushInterface {
    static Context context;

    public static void init(Context given) {
        context = given;
    }
}
