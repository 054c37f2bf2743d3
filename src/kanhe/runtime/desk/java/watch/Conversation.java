package kanhe.desk.watch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** One connection of the app with the sink: under TLS or not, HTTP or not. */
final class Conversation {
  private static final int MOST = 8 << 20;
  private static final byte HANDSHAKE = 0x16;

  private final String host;
  private final String ip;
  private final int port;
  private final HttpRequests requests;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private Tls tls;
  private boolean begun;
  private boolean ended;

  Conversation(String host, String ip, int port) {
    this.host = host;
    this.ip = ip;
    this.port = port;
    this.requests = new HttpRequests(host, ip, port);
  }

  void hear(byte[] from, int offset, int length) {
    if (heard.size() + length <= MOST) {
      heard.write(from, offset, length);
    }
  }

  /** What the sink says to what it has heard so far; empty: it waits for more. */
  byte[] answer() throws IOException {
    byte[] bytes = heard.toByteArray();
    heard.reset();
    if (!begun && bytes.length > 0) {
      begun = true;
      tls = bytes[0] == HANDSHAKE ? Tls.server(host) : null;
    }
    if (tls == null) {
      return requests.answer(bytes);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] plain = tls.receive(bytes, out);
    requests.tls(tls.name(), tls.version());
    byte[] said = requests.answer(plain);
    if (said.length > 0) {
      tls.send(said, out);
    }
    ended |= tls.closed();
    return out.toByteArray();
  }

  boolean ended() {
    return ended;
  }

  /** The app closed the connection: what it said last is looked at, a handshake that it broke off is told. */
  void end() {
    try {
      answer();
    } catch (IOException refused) {
      ended = true;
    }
    if (tls != null && !tls.done()) {
      Flows.refused(tls.name() == null ? host : tls.name(), ip, port);
    } else {
      requests.end();
    }
  }
}
