package kanhe.desk.stage;

import android.os.SystemClock;
import android.view.MotionEvent;
import android.view.View;

/** A finger on a view. */
final class Touches {
  private Touches() {}

  /** Down and up; the click that comes of it the platform posts. */
  static void tap(View view) {
    long now = SystemClock.uptimeMillis();
    MotionEvent down = MotionEvent.obtain(now, now, MotionEvent.ACTION_DOWN, 1, 1, 0);
    MotionEvent up = MotionEvent.obtain(now, now + 10, MotionEvent.ACTION_UP, 1, 1, 0);
    view.dispatchTouchEvent(down);
    view.dispatchTouchEvent(up);
    down.recycle();
    up.recycle();
  }
}
