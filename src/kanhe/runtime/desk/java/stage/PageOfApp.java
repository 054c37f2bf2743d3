package kanhe.desk.stage;

import android.os.Handler;
import android.os.Looper;
import android.webkit.ValueCallback;
import android.webkit.WebView;
import java.util.Map;
import java.util.TreeSet;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;
import org.robolectric.shadows.ShadowWebView;

/** A view for web pages: what the app loads into it is asked for and said to be there; nothing of a page is executed. */
@Implements(className = "android.webkit.WebView")
public class PageOfApp extends ShadowWebView {
  private static final byte[] NOTHING = {};

  @RealObject private WebView view;
  private final TreeSet<String> bridges = new TreeSet<>();

  @Override
  @Implementation
  protected void loadUrl(String address, Map<String, String> headers) {
    super.loadUrl(address, headers);
    load(address, "GET", headers == null ? Map.of() : headers, NOTHING);
  }

  @Implementation
  protected void postUrl(String address, byte[] content) {
    load(address, "POST", Map.of("Content-Type", "application/x-www-form-urlencoded"), content == null ? NOTHING : content);
  }

  @Override
  @Implementation
  protected void loadData(String data, String type, String encoding) {
    super.loadData(data, type, encoding);
    load("data:" + (type == null ? "text/html" : type) + "," + data, "GET", Map.of(), NOTHING);
  }

  @Override
  @Implementation
  protected void loadDataWithBaseURL(String base, String data, String type, String encoding, String history) {
    super.loadDataWithBaseURL(base, data, type, encoding, history);
    new PageLoad(view, this, base == null ? "about:blank" : base).given(bridges);
  }

  private void load(String address, String method, Map<String, String> headers, byte[] content) {
    if (address != null) {
      new PageLoad(view, this, address).fetch(method, headers, content, bridges);
    }
  }

  /** A script gives nothing back, as it was not run. */
  @Override
  @Implementation
  protected void evaluateJavascript(String script, ValueCallback<String> callback) {
    super.evaluateJavascript(script, callback);
    if (callback != null) {
      new Handler(Looper.getMainLooper()).post(() -> callback.onReceiveValue("null"));
    }
  }

  @Override
  @Implementation
  protected void addJavascriptInterface(Object bridge, String name) {
    super.addJavascriptInterface(bridge, name);
    bridges.add(name);
  }

  @Override
  @Implementation
  protected void removeJavascriptInterface(String name) {
    super.removeJavascriptInterface(name);
    bridges.remove(name);
  }
}
