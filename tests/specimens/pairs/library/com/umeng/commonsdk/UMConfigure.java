package com.umeng.commonsdk;

import android.content.Context;

/** Our own stand-in for an SDK: the package and the methods' names, none of its code. */
public class UMConfigure {
    private static boolean granted;

    public static void preInit(Context context, String key, String channel) {
    }

    public static void submitPolicyGrantResult(Context context, boolean agreed) {
        granted = agreed;
    }

    public static void init(Context context, String key, String channel, int type, String secret) {
        Collector.collect(context);
    }

    /** Collects only what was granted. */
    public static void initIfGranted(Context context) {
        if (granted) {
            Collector.collect(context);
        }
    }
}
