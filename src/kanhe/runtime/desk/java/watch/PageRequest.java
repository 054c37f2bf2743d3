package kanhe.desk.watch;

import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The request by which a web page is fetched, told like one that the app sends itself; no page comes of it. */
public final class PageRequest {
  private PageRequest() {}

  /** Tells it, if the address is one of the network; {@code stack}: of whoever loads the page. */
  public static void tell(String address, String method, Map<String, String> headers, byte[] body, int stack) {
    URL url;
    try {
      url = new URL(address);
    } catch (MalformedURLException problem) {
      return;
    }
    boolean tls = url.getProtocol().equals("https");
    if (!tls && !url.getProtocol().equals("http") || url.getHost().isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    headers.forEach((name, value) -> lines.add(name + ": " + value));
    Flows.request(
        url.getHost(), ip(url.getHost()), url.getPort() < 0 ? url.getDefaultPort() : url.getPort(), url.getProtocol(),
        tls ? "TLSv1.3" : null, tls ? url.getHost() : null, method, url.getFile().isEmpty() ? "/" : url.getFile(), lines, body,
        stack);
  }

  private static String ip(String host) {
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException problem) {
      return host;
    }
  }
}
