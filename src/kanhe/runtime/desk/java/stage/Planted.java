package kanhe.desk.stage;

import android.accounts.Account;
import android.accounts.AccountManager;
import android.app.Application;
import android.content.ClipData;
import android.content.ClipboardManager;
import android.content.Context;
import android.content.pm.ApplicationInfo;
import android.content.pm.PackageInfo;
import android.hardware.Sensor;
import android.hardware.SensorManager;
import kanhe.desk.watch.Canaries;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowAccountManager;
import org.robolectric.shadows.ShadowMediaPlayer;
import org.robolectric.shadows.ShadowPackageManager;
import org.robolectric.shadows.ShadowSensor;
import org.robolectric.shadows.ShadowSensorManager;

/** A device that has been lived with: contacts, messages, an account, other apps, sensors, all of them planted. */
final class Planted {
  private static final int[] SENSORS = {Sensor.TYPE_ACCELEROMETER, Sensor.TYPE_GYROSCOPE, Sensor.TYPE_LIGHT,
      Sensor.TYPE_MAGNETIC_FIELD, Sensor.TYPE_PROXIMITY, Sensor.TYPE_STEP_COUNTER, Sensor.TYPE_GRAVITY,
      Sensor.TYPE_LINEAR_ACCELERATION, Sensor.TYPE_ROTATION_VECTOR, Sensor.TYPE_PRESSURE};
  private static final int SOUND_MILLIS = 3000;

  private Planted() {}

  static void plant(Application application, Canaries canaries) {
    PlantedRows.plant(canaries);
    PlantedProvider.install(application);
    ((ShadowAccountManager) Shadow.extract(AccountManager.get(application)))
        .addAccount(new Account(canaries.value("device-accounts", "a@example.com"), "com.example"));
    PackageInfo other = new PackageInfo();
    other.packageName = canaries.value("installed-apps", "com.example.other");
    other.applicationInfo = new ApplicationInfo();
    other.applicationInfo.packageName = other.packageName;
    other.applicationInfo.flags = ApplicationInfo.FLAG_INSTALLED;
    ((ShadowPackageManager) Shadow.extract(application.getPackageManager())).installPackage(other);
    ShadowSensorManager sensors = Shadow.extract(application.getSystemService(SensorManager.class));
    for (int type : SENSORS) {
      sensors.addSensor(ShadowSensor.newInstance(type));
    }
    ((ClipboardManager) application.getSystemService(Context.CLIPBOARD_SERVICE))
        .setPrimaryClip(ClipData.newPlainText("", canaries.value("clipboard", "")));
    ShadowMediaPlayer.setMediaInfoProvider(source -> new ShadowMediaPlayer.MediaInfo(SOUND_MILLIS, 0));
  }
}
