package com.tencent.mmkv;

import android.content.Context;

/** Our own stand-in for the class of this name: values are kept by native code. */
public class MMKV {
    private final long handle;

    private MMKV(long handle) {
        this.handle = handle;
    }

    public static String initialize(Context context) {
        return context.getFilesDir().getAbsolutePath() + "/mmkv";
    }

    public static MMKV defaultMMKV() {
        return new MMKV(open());
    }

    public boolean decodeBool(String key, boolean otherwise) {
        return decodeBool(handle, key, otherwise);
    }

    public boolean encode(String key, boolean value) {
        return encodeBool(handle, key, value);
    }

    private static native long open();

    private native boolean decodeBool(long handle, String key, boolean otherwise);

    private native boolean encodeBool(long handle, String key, boolean value);
}
