package kanhe.desk.stage;

import android.app.Activity;
import android.os.SystemClock;
import android.view.KeyEvent;
import android.view.Menu;
import android.view.MenuItem;
import android.view.View;
import android.view.Window;
import kanhe.desk.watch.Recorder;
import org.robolectric.fakes.RoboMenu;

/** Keys and menus of the screen in front. */
final class Keys {
  private Keys() {}

  /** The key that leads back, pressed and let go. */
  static void back(View root) {
    long now = SystemClock.uptimeMillis();
    root.dispatchKeyEvent(new KeyEvent(now, now, KeyEvent.ACTION_DOWN, KeyEvent.KEYCODE_BACK, 0));
    root.dispatchKeyEvent(new KeyEvent(now, now, KeyEvent.ACTION_UP, KeyEvent.KEYCODE_BACK, 0));
  }

  /** Each entry of the options menu once. */
  static void menu(Activity activity, Recorder recorder, Time time) {
    Menu menu = new RoboMenu(activity);
    if (!activity.onCreateOptionsMenu(menu)) {
      return;
    }
    activity.onPrepareOptionsMenu(menu);
    for (int i = 0; i < menu.size() && i < 12 && !activity.isFinishing(); i++) {
      MenuItem item = menu.getItem(i);
      if (item.isEnabled() && item.isVisible() && !item.hasSubMenu()) {
        recorder.ui("click", String.valueOf(item.getTitle()), null, activity.getClass().getName(), null);
        activity.onMenuItemSelected(Window.FEATURE_OPTIONS_PANEL, item);
        time.settle();
      }
    }
  }
}
