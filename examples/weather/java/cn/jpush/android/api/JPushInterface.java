package cn.jpush.android.api;

import android.content.Context;
import cn.jiguang.api.utils.DeviceReport;

/** Written for this example: the SDK's name, none of its code. It reads what old versions were named for. */
public final class JPushInterface {
    public static final String SDK_VERSION = "3.3.4";

    public static void init(Context context) {
        new Thread(new DeviceReport(context)).start();
    }
}
