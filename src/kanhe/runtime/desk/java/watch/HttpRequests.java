package kanhe.desk.watch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Requests in a stream of bytes: HTTP/1 is read and answered with nothing; anything else is only told. */
final class HttpRequests {
  private static final byte[] END = {'\r', '\n', '\r', '\n'};
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

  private final String host;
  private final String ip;
  private final int port;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private String sni;
  private String version;
  private boolean told;

  HttpRequests(String host, String ip, int port) {
    this.host = host;
    this.ip = ip;
    this.port = port;
  }

  void tls(String sni, String version) {
    this.sni = sni;
    this.version = version;
  }

  /** The answers to all requests that are whole. */
  byte[] answer(byte[] more) {
    heard.write(more, 0, more.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (one()) {
      out.writeBytes(ANSWER.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  /** Takes one whole request off; false if there is none. */
  private boolean one() {
    byte[] bytes = heard.toByteArray();
    int head = find(bytes, END, 0);
    if (head < 0) {
      return false;
    }
    List<String> lines = List.of(new String(bytes, 0, head, StandardCharsets.ISO_8859_1).split("\r\n"));
    String[] first = lines.get(0).split(" ");
    if (first.length != 3 || !first[2].startsWith("HTTP/")) {
      return false;
    }
    List<String> headers = new ArrayList<>(lines.subList(1, lines.size()));
    int begin = head + END.length;
    int end = begin;
    byte[] body;
    if (header(headers, "transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      end = chunks(bytes, begin, joined);
      if (end < 0) {
        return false;
      }
      body = joined.toByteArray();
    } else {
      String length = header(headers, "content-length");
      end = begin + (length.matches("\\d{1,8}") ? Integer.parseInt(length) : 0);
      if (end > bytes.length) {
        return false;
      }
      body = Arrays.copyOfRange(bytes, begin, end);
    }
    heard.reset();
    heard.write(bytes, end, bytes.length - end);
    told = true;
    String named = header(headers, "host").replaceFirst(":\\d+$", "");
    Flows.request(named.isEmpty() ? host : named, ip, port, version == null ? "http" : "https", version, sni, first[0], first[1],
        headers, body);
    return true;
  }

  private static String header(List<String> headers, String name) {
    for (String line : headers) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).trim().equalsIgnoreCase(name)) {
        return line.substring(colon + 1).trim();
      }
    }
    return "";
  }

  /** Where the chunks end; -1 if they are not whole. */
  private static int chunks(byte[] bytes, int from, ByteArrayOutputStream joined) {
    int at = from;
    while (true) {
      int line = find(bytes, new byte[] {'\r', '\n'}, at);
      if (line < 0) {
        return -1;
      }
      String size = new String(bytes, at, line - at, StandardCharsets.ISO_8859_1).split(";")[0].trim();
      if (!size.matches("[0-9a-fA-F]{1,7}")) {
        return bytes.length;
      }
      int length = Integer.parseInt(size, 16);
      if (line + 2 + length + 2 > bytes.length) {
        return -1;
      }
      joined.write(bytes, line + 2, length);
      at = line + 2 + length + 2;
      if (length == 0) {
        return at;
      }
    }
  }

  private static int find(byte[] bytes, byte[] what, int from) {
    for (int i = from; i + what.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    return -1;
  }

  /** The connection is over: what was no request is told as bytes. */
  void end() {
    if (!told && heard.size() > 0) {
      Flows.request(sni == null ? host : sni, ip, port, version == null ? "tcp" : "tls", version, sni, null, "", List.of(),
          heard.toByteArray());
    }
  }
}
