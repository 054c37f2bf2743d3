package kanhe.desk.stage;

import android.view.View;
import org.robolectric.util.ReflectionHelpers;

/** Who listens to a view. */
final class Listeners {
  private Listeners() {}

  /** The listener to touches; null: none. */
  static View.OnTouchListener touch(View view) {
    Object all = ReflectionHelpers.getField(view, "mListenerInfo");
    return all == null ? null : ReflectionHelpers.<View.OnTouchListener>getField(all, "mOnTouchListener");
  }
}
