package kanhe.desk.stage;

import android.app.Application;
import android.hardware.Sensor;
import android.hardware.SensorEvent;
import android.hardware.SensorEventListener;
import android.hardware.SensorManager;
import android.location.Location;
import android.location.LocationManager;
import android.os.SystemClock;
import java.util.HashSet;
import java.util.Set;
import kanhe.desk.clock.VirtualTime;
import kanhe.desk.watch.Recorder;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowLocationManager;
import org.robolectric.shadows.ShadowSensorManager;
import org.robolectric.util.ReflectionHelpers;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/** Where the device is and how it moves: a fix a minute for who listens, and an event for each new listener to a sensor. */
final class Senses {
  private static final long BETWEEN_FIXES = 60_000;
  private static final String[] PROVIDERS = {LocationManager.GPS_PROVIDER, LocationManager.NETWORK_PROVIDER};
  private static final int VALUES = 5;
  private static final double STEP = 0.00001;

  private final Application application;
  private final Recorder recorder;
  private final double latitude;
  private final double longitude;
  private final Set<SensorEventListener> heard = new HashSet<>();
  private long nextFix;
  private int fixes;

  /** {@code place}: latitude and longitude with a comma between. */
  Senses(Application application, Recorder recorder, String place) {
    this.application = application;
    this.recorder = recorder;
    String[] parts = place.split(",");
    latitude = Double.parseDouble(parts[0]);
    longitude = Double.parseDouble(parts[1]);
  }

  private ShadowLocationManager locations() {
    return Shadow.extract(application.getSystemService(LocationManager.class));
  }

  /** The providers are on, and have been for a while. */
  void begin() {
    for (String provider : PROVIDERS) {
      locations().setProviderEnabled(provider, true);
      locations().setLastKnownLocation(provider, fix(provider));
    }
  }

  private Location fix(String provider) {
    Location fix = new Location(provider);
    // The first fix is the planted place; later ones move by a metre, as those of a phone do.
    fix.setLatitude(latitude + fixes * STEP);
    fix.setLongitude(longitude);
    fix.setAccuracy(8);
    fix.setTime(VirtualTime.currentTimeMillis());
    fix.setElapsedRealtimeNanos(SystemClock.elapsedRealtimeNanos());
    return fix;
  }

  private boolean listened(String provider) {
    return !locations().getLocationUpdateListeners(provider).isEmpty()
        || !locations().getLocationUpdatePendingIntents(provider).isEmpty();
  }

  /** Milliseconds of uptime of the next fix. */
  long next() {
    for (String provider : PROVIDERS) {
      if (listened(provider)) {
        return Math.max(nextFix, Time.millis());
      }
    }
    return Long.MAX_VALUE;
  }

  /** One event of each sensor to which the listener listens. */
  private void move(ShadowSensorManager sensors, SensorEventListener listener) {
    for (Sensor sensor : sensors.getSensorList(Sensor.TYPE_ALL)) {
      if (sensors.hasListener(listener, sensor)) {
        SensorEvent event = ReflectionHelpers.callConstructor(SensorEvent.class, ClassParameter.from(int.class, VALUES));
        event.sensor = sensor;
        event.timestamp = SystemClock.elapsedRealtimeNanos();
        try {
          listener.onSensorChanged(event);
        } catch (ThreadDeath ended) {
          throw ended;
        } catch (Throwable problem) {
          Crashes.tell(recorder, "sensor", problem);
        }
      }
    }
  }

  boolean due() {
    boolean did = false;
    ShadowSensorManager sensors = Shadow.extract(application.getSystemService(SensorManager.class));
    for (SensorEventListener listener : sensors.getListeners()) {
      if (heard.add(listener)) {
        did = true;
        move(sensors, listener);
      }
    }
    if (Time.millis() >= nextFix && next() != Long.MAX_VALUE) {
      nextFix = Time.millis() + BETWEEN_FIXES;
      for (String provider : PROVIDERS) {
        if (listened(provider)) {
          did = true;
          locations().simulateLocation(provider, fix(provider));
        }
      }
      fixes++;
    }
    return did;
  }
}
