package kanhe.desk.watch;

import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What left the app: into a file beside the trace, in which personal information is looked for before it goes. */
final class Flows {
  private static final int MOST_BODY = 1 << 20;
  private static final AtomicInteger NUMBER = new AtomicInteger(1);

  private Flows() {}

  static void request(
      String host, String ip, int port, String scheme, String tls, String sni, String method, String path,
      List<String> headers, byte[] body) {
    request(host, ip, port, scheme, tls, sni, method, path, headers, body, Hooks.recorder().stack());
  }

  /** {@code stack}: the id of the stack of whoever asked for it, where it leaves on another thread. */
  static void request(
      String host, String ip, int port, String scheme, String tls, String sni, String method, String path,
      List<String> headers, byte[] body, int stack) {
    Recorder recorder = Hooks.recorder();
    byte[] kept = body.length > MOST_BODY ? java.util.Arrays.copyOf(body, MOST_BODY) : body;
    recorder.flow(Json.object(
        "number", NUMBER.getAndIncrement(), "at", recorder.now(), "host", host, "ip", ip, "port", port, "scheme", scheme,
        "tls", tls, "sni", sni, "method", method, "path", path, "headers", headers,
        "body", Base64.getEncoder().encodeToString(kept), "size", body.length, "stk", stack));
  }

  /** The app did not take the sink's certificate. */
  static void refused(String host, String ip, int port) {
    Recorder recorder = Hooks.recorder();
    recorder.flow(Json.object(
        "number", NUMBER.getAndIncrement(), "at", recorder.now(), "host", host, "ip", ip, "port", port, "scheme", "tls",
        "pinned", true, "stk", recorder.stack()));
  }
}
