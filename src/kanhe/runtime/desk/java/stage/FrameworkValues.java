package kanhe.desk.stage;

import android.content.Intent;
import android.content.IntentFilter;
import android.hardware.Sensor;
import kanhe.desk.watch.Values;

/** Reads intents, filters and sensors of the framework for the questions that calls are asked. */
final class FrameworkValues implements Values {
  @Override
  public boolean intent(Object value) {
    return value instanceof Intent;
  }

  @Override
  public String action(Object intent) {
    return ((Intent) intent).getAction();
  }

  @Override
  public boolean category(Object intent, String name) {
    return ((Intent) intent).hasCategory(name);
  }

  @Override
  public String target(Object intent) {
    Intent asked = (Intent) intent;
    return asked.getComponent() == null ? asked.getPackage() : asked.getComponent().getPackageName();
  }

  @Override
  public boolean filter(Object value) {
    return value instanceof IntentFilter;
  }

  @Override
  public boolean waits(Object filter, String action) {
    return ((IntentFilter) filter).hasAction(action);
  }

  @Override
  public boolean sensor(Object value) {
    return value instanceof Sensor;
  }

  @Override
  public int type(Object sensor) {
    return ((Sensor) sensor).getType();
  }
}
