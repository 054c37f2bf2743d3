package com.example.app;

import android.app.Activity;
import android.app.ApplicationPackageManager;
import android.app.ContextImpl;
import android.app.Dialog;
import android.app.Instrumentation;
import android.content.ContentResolver;
import android.content.Intent;
import android.content.IntentFilter;
import android.hardware.Sensor;
import android.hardware.SensorManager;
import android.location.Location;
import android.location.LocationManager;
import android.media.MediaDrm;
import android.net.Uri;
import android.os.SystemProperties;
import android.provider.Settings;
import android.telephony.TelephonyManager;
import android.view.ViewGroup;
import android.widget.TextView;
import com.umeng.commonsdk.UMConfigure;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import javax.crypto.Mac;
import kanhe.truth.Truth;

/** A small app: reads of every kind, on several threads, some of them refused, reflected or nested. */
public class Main {
    private static final TelephonyManager PHONE = new TelephonyManager();

    public static void main(String[] args) throws Exception {
        System.out.println("READY");
        System.out.flush();
        System.in.read();
        int code = 0;
        try {
            if (args.length > 1) speed(args[0], Integer.parseInt(args[1]));
            else scenario(args.length > 0 ? Integer.parseInt(args[0]) : 100);
        } catch (Throwable wrong) {
            System.out.println(wrong);
            code = 1;
        }
        Truth.print();
        System.exit(code);
    }

    static void scenario(int rounds) throws Exception {
        require(PHONE.getDeviceId().equals("868939041234567"), "value");
        require(PHONE.getDeviceId(1) == null, "null");
        require(UMConfigure.init(PHONE).length() == 15, "sdk");
        require(PHONE.getSubscriberId().startsWith("460"), "nested");
        try {
            PHONE.getLine1Number();
            require(false, "no exception");
        } catch (SecurityException refused) {
            require(refused.getMessage().equals("no permission"), "message");
        }
        require(TelephonyManager.class.getMethod("getDeviceId").invoke(PHONE).equals("868939041234567"), "reflected");
        require(PHONE.getNetworkType() == 13, "int");
        ContentResolver resolver = new ContentResolver();
        require(Settings.Secure.getString(resolver, "android_id").length() == 16, "key");
        require(Settings.Secure.getString(resolver, "something").equals("other"), "other key");
        resolver.query(Uri.parse("content://com.android.contacts/data/phones"), null);
        resolver.query(Uri.parse("content://com.example.own/rows"), null);
        Location last = new LocationManager().getLastKnownLocation("gps");
        require(last.getLatitude() == 39.908712 && last.getLongitude() == 116.397512, "double");
        ContextImpl context = new ContextImpl();
        context.startService(new Intent("com.example.push").setPackage("com.other.app"));
        context.startActivity(new Intent("com.example.own").setPackage("com.example.app"));
        ApplicationPackageManager packages = new ApplicationPackageManager();
        require(packages.getInstalledPackages(0).size() == 3, "list");
        packages.getPackageInfo("com.other.app", 0);
        packages.getPackageInfo("com.example.app", 0);
        values(context, packages);
        screens();
        elsewhere();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> rounds(rounds), "worker-" + i);
            threads[i].start();
        }
        for (Thread thread : threads) thread.join();
    }

    /** Calls that mean something only with certain values. */
    static void values(ContextImpl context, ApplicationPackageManager packages) {
        context.registerReceiver(null, new IntentFilter("android.provider.Telephony.SMS_RECEIVED"));
        context.registerReceiver(null, new IntentFilter("com.example.own"));
        context.bindService(new Intent("com.uodis.opendevice.OPENIDS_SERVICE").setPackage("com.huawei.hwid"), null, 1);
        packages.queryIntentActivities(new Intent("android.intent.action.MAIN"), 0);
        packages.queryIntentActivities(new Intent("android.intent.action.VIEW"), 0);
        SensorManager sensors = new SensorManager();
        require(sensors.registerListener(null, new Sensor(1), 3), "sensor");
        require(sensors.registerListener(null, new Sensor(19), 3), "steps");
        require(new MediaDrm().getPropertyByteArray("deviceUniqueId")[2] == (byte) 0xff, "bytes");
        require(new MediaDrm().getPropertyByteArray("vendor").length == 3, "vendor");
        require(SystemProperties.get("ro.serialno").isEmpty() && SystemProperties.get("ro.other").isEmpty(), "property");
        require(new File("/sdcard/Download").list() == null, "shared");
        require(new File("/sdcard/Android/data/com.example.app/cache").list() == null, "own");
        require(new File("/nowhere").list() == null, "elsewhere");
    }

    static void rounds(int rounds) {
        for (int i = 0; i < rounds; i++) require(PHONE.getDeviceId().length() == 15, "round");
    }

    static void screens() {
        Activity activity = new MainActivity();
        Instrumentation instrumentation = new Instrumentation();
        ((ViewGroup) activity.getWindow().getDecorView()).addView(new TextView("欢迎"));
        instrumentation.callActivityOnResume(activity);
        Dialog dialog = new Dialog();
        ViewGroup decor = (ViewGroup) dialog.getWindow().getDecorView();
        TextView accept = new TextView("同意并继续");
        decor.addView(new TextView("请阅读《隐私政策》"));
        decor.addView(accept);
        dialog.show();
        accept.listener = () -> PHONE.getDeviceId();
        accept.performClick();
        activity.requestPermissions(new String[] {"android.permission.CAMERA"}, 1);
        instrumentation.callActivityOnStop(activity);
    }

    static void elsewhere() throws Exception {
        for (NetworkInterface face : Collections.list(NetworkInterface.getNetworkInterfaces())) face.getHardwareAddress();
        if (new File("/proc/net/arp").exists()) new FileInputStream("/proc/net/arp").close();
        try (InputStream opened = Files.newInputStream(Path.of("/proc/net/arp"))) {
            opened.read();
        }
        // The machine reads files of its own for this, through interfaces that are watched.
        require(Mac.getInstance("HmacSHA256").getMacLength() == 32, "mac");
        Runtime.getRuntime().exec(new String[] {"/bin/true", "pm list packages"}).waitFor();
    }

    /** Measures a call itself: a read, the same with many frames above it, or a setting that nobody asks for. */
    static void speed(String what, int calls) {
        if (what.equals("deep")) deeper(40, calls);
        else measure(what, calls);
    }

    static void deeper(int more, int calls) {
        if (more > 0) deeper(more - 1, calls);
        else measure("deep", calls);
    }

    static void measure(String what, int calls) {
        ContentResolver resolver = new ContentResolver();
        long begin = 0;
        for (int i = -200; i < calls; i++) {
            if (i == 0) begin = System.nanoTime();
            if (what.equals("other")) Settings.Secure.getString(resolver, "something");
            else PHONE.getSimState();
        }
        System.out.println("NANOS\t" + (System.nanoTime() - begin) / calls);
    }

    static void require(boolean so, String what) {
        if (!so) throw new AssertionError(what);
    }

    static class MainActivity extends Activity {
        @Override
        public void onResume() {
            PHONE.getDeviceId(0);
        }
    }
}
