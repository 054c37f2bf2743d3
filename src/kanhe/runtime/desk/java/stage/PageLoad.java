package kanhe.desk.stage;

import android.net.Uri;
import android.os.Handler;
import android.os.Looper;
import android.webkit.CookieManager;
import android.webkit.WebChromeClient;
import android.webkit.WebResourceRequest;
import android.webkit.WebView;
import android.webkit.WebViewClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import kanhe.desk.watch.Gap;
import kanhe.desk.watch.Hooks;
import kanhe.desk.watch.PageRequest;
import kanhe.desk.watch.Recorder;

/** A page that the app loads: its request, and then, on the main thread, what a device tells the app about any page. */
final class PageLoad {
  private final WebView view;
  private final PageOfApp page;
  private final String address;
  private final Recorder recorder = Hooks.recorder();
  private final Handler main = new Handler(Looper.getMainLooper());

  PageLoad(WebView view, PageOfApp page, String address) {
    this.view = view;
    this.page = page;
    this.address = address;
  }

  /** From an address. A script in place of an address is no page: nothing follows. */
  void fetch(String method, Map<String, String> headers, byte[] content, Set<String> bridges) {
    if (!address.equals("about:blank")) {
      unseen(bridges);
    }
    if (address.startsWith("javascript:")) {
      return;
    }
    Map<String, String> sent = sent(headers);
    int stack = recorder.stack();
    // The app's own answers to requests are asked for on a thread of the browser's.
    new Thread(() -> {
      if (!answered(new Request(Uri.parse(address), method, sent))) {
        PageRequest.tell(address, method, sent, content, stack);
      }
      tell();
    }, "ThreadPoolForeg").start();
  }

  /** From what the app itself holds. */
  void given(Set<String> bridges) {
    unseen(bridges);
    tell();
  }

  private void unseen(Set<String> bridges) {
    recorder.gap(Gap.WEB_PAGE, shown() + (bridges.isEmpty() ? "" : ": " + String.join(", ", bridges)));
  }

  /** The page without what an address may carry. */
  private String shown() {
    Uri uri = Uri.parse(address);
    String scheme = String.valueOf(uri.getScheme());
    return scheme.startsWith("http") ? scheme + "://" + uri.getHost() : scheme.equals("file") ? "file://" + uri.getPath() : scheme + ":";
  }

  private Map<String, String> sent(Map<String, String> given) {
    Map<String, String> headers = new LinkedHashMap<>(given);
    String agent = view.getSettings().getUserAgentString();
    headers.putIfAbsent("User-Agent", agent == null ? "" : agent);
    String cookies = address.startsWith("http") ? CookieManager.getInstance().getCookie(address) : null;
    if (cookies != null && !cookies.isEmpty()) {
      headers.put("Cookie", cookies);
    }
    return headers;
  }

  /** Whether the app answers the request itself. */
  private boolean answered(WebResourceRequest request) {
    WebViewClient client = page.getWebViewClient();
    if (client == null || !address.matches("(?s)(https?|file|content):.*")) {
      return false;
    }
    boolean[] answered = {false};
    guarded(() -> answered[0] = client.shouldInterceptRequest(view, request) != null);
    return answered[0];
  }

  private void tell() {
    toClient(client -> client.onLoadResource(view, address));
    main.post(() -> page.pushEntryToHistory(address));
    toClient(client -> client.onPageStarted(view, address, null));
    toClient(client -> client.doUpdateVisitedHistory(view, address, false));
    main.post(() -> {
      WebChromeClient chrome = page.getWebChromeClient();
      if (chrome != null && !page.wasDestroyCalled()) {
        guarded(() -> chrome.onProgressChanged(view, 100));
      }
    });
    toClient(client -> client.onPageCommitVisible(view, address));
    toClient(client -> client.onPageFinished(view, address));
  }

  private void toClient(Consumer<WebViewClient> told) {
    main.post(() -> {
      WebViewClient client = page.getWebViewClient();
      if (client != null && !page.wasDestroyCalled()) {
        guarded(() -> told.accept(client));
      }
    });
  }

  private void guarded(Runnable act) {
    try {
      act.run();
    } catch (ThreadDeath ended) {
      throw ended;
    } catch (Throwable problem) {
      Crashes.tell(recorder, "web page", problem);
    }
  }

  /** The request for a page, as the app's client sees it. */
  private static final class Request implements WebResourceRequest {
    private final Uri url;
    private final String method;
    private final Map<String, String> headers;

    Request(Uri url, String method, Map<String, String> headers) {
      this.url = url;
      this.method = method;
      this.headers = headers;
    }

    @Override
    public Uri getUrl() {
      return url;
    }

    @Override
    public boolean isForMainFrame() {
      return true;
    }

    @Override
    public boolean isRedirect() {
      return false;
    }

    @Override
    public boolean hasGesture() {
      return false;
    }

    @Override
    public String getMethod() {
      return method;
    }

    @Override
    public Map<String, String> getRequestHeaders() {
      return headers;
    }
  }
}
