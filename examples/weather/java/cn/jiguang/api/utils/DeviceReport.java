package cn.jiguang.api.utils;

import android.content.Context;
import android.provider.Settings;
import android.telephony.TelephonyManager;
import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;

/** Written for this example. */
public final class DeviceReport implements Runnable {
    private final Context context;

    public DeviceReport(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        StringBuilder report = new StringBuilder();
        report.append(Settings.Secure.getString(context.getContentResolver(), Settings.Secure.ANDROID_ID));
        TelephonyManager phone = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
        report.append(phone.getDeviceId());
        report.append(context.getPackageManager().getInstalledPackages(0).size());
        report.append(hardwareAddress());
        context.getSharedPreferences("report", Context.MODE_PRIVATE).edit().putString("d", report.toString()).apply();
    }

    private static String hardwareAddress() {
        try (BufferedReader reader = new BufferedReader(new FileReader("/sys/class/net/wlan0/address"))) {
            return reader.readLine();
        } catch (IOException unreadable) {
            return "";
        }
    }
}
