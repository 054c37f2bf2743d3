package kanhe.desk.stage;

import android.app.Activity;
import android.content.Context;
import android.content.ContextWrapper;
import android.view.View;
import android.view.ViewGroup;
import android.view.WindowManager;
import android.view.WindowManagerGlobal;
import android.widget.AdapterView;
import android.widget.Checkable;
import android.widget.CompoundButton;
import android.widget.EditText;
import android.widget.TextView;
import java.util.ArrayList;
import java.util.List;
import kanhe.desk.watch.Json;

/** What the window in front shows: texts and what can be touched, in the order in which they are read. */
final class Controls {
  private static final int MOST = 400;

  private final List<View> views = new ArrayList<>();
  private final View root;
  private final boolean dialog;
  private boolean page;

  private Controls(View root, boolean dialog) {
    this.root = root;
    this.dialog = dialog;
  }

  static Controls of(Activity front) {
    View own = front == null || front.getWindow() == null ? null : front.getWindow().peekDecorView();
    View root = own;
    for (View view : WindowManagerGlobal.getInstance().getWindowViews()) {
      boolean above = ((WindowManager.LayoutParams) view.getLayoutParams()).type
          != WindowManager.LayoutParams.TYPE_BASE_APPLICATION;
      Activity of = activity(view.getContext());
      if (above && view.getVisibility() == View.VISIBLE && (of == null || of == front)) {
        root = view;
      }
    }
    Controls controls = new Controls(root, root != own);
    if (root != null) {
      controls.collect(root);
    }
    return controls;
  }

  private static Activity activity(Context context) {
    for (Context at = context; at instanceof ContextWrapper; at = ((ContextWrapper) at).getBaseContext()) {
      if (at instanceof Activity) {
        return (Activity) at;
      }
    }
    return null;
  }

  private void collect(View view) {
    if (view.getVisibility() != View.VISIBLE || views.size() >= MOST) {
      return;
    }
    if (text(view) != null || touchable(view) != null) {
      views.add(view);
    }
    page |= view instanceof android.webkit.WebView;
    if (view instanceof ViewGroup) {
      ViewGroup group = (ViewGroup) view;
      for (int i = 0; i < group.getChildCount(); i++) {
        collect(group.getChildAt(i));
      }
    }
  }

  static String text(View view) {
    CharSequence text = view instanceof TextView ? ((TextView) view).getText() : null;
    if (text == null || text.length() == 0) {
      text = view.getContentDescription();
    }
    return text == null || text.length() == 0 ? null : text.toString();
  }

  /** What takes a touch of a view: the view, or what it lies in; null: nothing. */
  private static View touchable(View view) {
    if (!(view instanceof ViewGroup) && view.getClass().getClassLoader() == LoadedApkOfApp.loader) {
      return view; // a view of the app's own may look at touches by itself
    }
    for (View at = view; at != null; at = at.getParent() instanceof View ? (View) at.getParent() : null) {
      if (at.isClickable() && at.isEnabled() || at.getParent() instanceof AdapterView) {
        return at;
      }
      if (at != view && text(view) == null) {
        return null;
      }
    }
    return null;
  }

  String json() {
    List<Json.Raw> all = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      View view = views.get(i);
      boolean box = view instanceof Checkable && (view instanceof CompoundButton);
      String text = text(view);
      all.add(new Json.Raw(Json.object(
          "id", String.valueOf(i), "text", text == null ? "" : text,
          "touchable", touchable(view) != null && !(view instanceof EditText), "box", box,
          "ticked", box && ((Checkable) view).isChecked())));
    }
    return Json.object("dialog", dialog, "page", page, "controls", all);
  }

  String textOf(int index) {
    return text(views.get(index));
  }

  boolean dialog() {
    return dialog;
  }

  /** What holds all of it; null: there is no window. */
  View root() {
    return root;
  }

  /** Everything that the window says. */
  String words() {
    StringBuilder words = new StringBuilder();
    for (View view : views) {
      String text = text(view);
      if (text != null && words.length() < 8000) {
        words.append(words.length() == 0 ? "" : " ").append(text);
      }
    }
    return words.toString();
  }

  /** Touches what a text lies on. */
  void touch(int index) {
    View view = touchable(views.get(index));
    if (view == null || !view.isAttachedToWindow()) {
      return;
    }
    if (view.getParent() instanceof AdapterView) {
      AdapterView<?> list = (AdapterView<?>) view.getParent();
      int position = list.getPositionForView(view);
      if (position != AdapterView.INVALID_POSITION && list.getOnItemClickListener() != null) {
        list.performItemClick(view, position, list.getItemIdAtPosition(position));
        return;
      }
    }
    Touches.tap(view);
  }
}
