package kanhe.desk.stage;

import android.app.Activity;
import org.robolectric.util.ReflectionHelpers;

/** Calls that the platform makes and that only it can make. */
final class ReflectiveCalls {
  private ReflectiveCalls() {}

  static void userLeaves(Activity activity) {
    ReflectionHelpers.callInstanceMethod(Activity.class, activity, "onUserInteraction");
    ReflectionHelpers.callInstanceMethod(Activity.class, activity, "onUserLeaveHint");
  }
}
