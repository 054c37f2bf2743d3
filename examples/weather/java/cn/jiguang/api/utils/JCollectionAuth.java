package cn.jiguang.api.utils;

import android.content.Context;

/** Written for this example: the interface by which an app passes consent on, and which this app never calls. */
public final class JCollectionAuth {
    public static void setAuth(Context context, boolean granted) {
        context.getApplicationContext();
    }
}
