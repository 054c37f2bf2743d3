package kanhe.desk.stage;

import android.os.SystemClock;
import android.view.MotionEvent;
import android.view.View;

/** A finger on a view. */
final class Touches {
  private Touches() {}

  /** Down and up, for who listens to touches; then the click, which the platform would post. */
  static void tap(View view) {
    long now = SystemClock.uptimeMillis();
    MotionEvent down = MotionEvent.obtain(now, now, MotionEvent.ACTION_DOWN, 1, 1, 0);
    MotionEvent up = MotionEvent.obtain(now, now + 10, MotionEvent.ACTION_UP, 1, 1, 0);
    android.view.View.OnTouchListener listener = Listeners.touch(view);
    boolean taken = listener != null && (listener.onTouch(view, down) | listener.onTouch(view, up));
    if (!taken) {
      view.performClick();
    }
    down.recycle();
    up.recycle();
  }
}
