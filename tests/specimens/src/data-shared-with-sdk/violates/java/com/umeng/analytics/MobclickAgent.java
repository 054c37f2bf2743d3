package com.umeng.analytics;

/** Stands in for the SDK: the same name, none of its code. */
public final class MobclickAgent {
    static String user;

    public static void onProfileSignIn(String id) {
        user = id;
    }
}
