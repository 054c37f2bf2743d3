package kanhe.desk.watch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** The sink's side of a TLS connection, without a thread: it works whenever it is given bytes. */
final class Tls {
  private final SSLEngine engine;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean done;

  private Tls(SSLEngine engine) {
    this.engine = engine;
  }

  static Tls server(String host) throws IOException {
    try {
      SSLEngine engine = Certificates.context(host).createSSLEngine();
      engine.setUseClientMode(false);
      return new Tls(engine);
    } catch (GeneralSecurityException problem) {
      throw new IOException(problem);
    }
  }

  /** Takes bytes of the app in; what is to be sent back goes to {@code out}, what the app said is returned. */
  byte[] receive(byte[] bytes, ByteArrayOutputStream out) throws IOException {
    pending.writeBytes(bytes);
    ByteBuffer in = ByteBuffer.wrap(pending.toByteArray());
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize() + 1024);
    while (true) {
      run(out);
      if (!in.hasRemaining() || engine.isInboundDone()) {
        break;
      }
      buffer.clear();
      SSLEngineResult result = engine.unwrap(in, buffer);
      buffer.flip();
      plain.write(buffer.array(), 0, buffer.limit());
      done |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
      if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
        break;
      }
    }
    run(out);
    pending.reset();
    pending.write(in.array(), in.position(), in.remaining());
    done |= plain.size() > 0;
    return plain.toByteArray();
  }

  /** Tasks, and what the engine itself wants to say. */
  private void run(ByteArrayOutputStream out) throws IOException {
    for (HandshakeStatus status = engine.getHandshakeStatus(); ; status = engine.getHandshakeStatus()) {
      if (status == HandshakeStatus.NEED_TASK) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
          task.run();
        }
      } else if (status == HandshakeStatus.NEED_WRAP) {
        wrap(ByteBuffer.allocate(0), out);
      } else {
        return;
      }
    }
  }

  private void wrap(ByteBuffer plain, ByteArrayOutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(engine.getSession().getPacketBufferSize() + 1024);
    SSLEngineResult result = engine.wrap(plain, buffer);
    buffer.flip();
    out.write(buffer.array(), 0, buffer.limit());
    done |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
    if (result.getStatus() == SSLEngineResult.Status.CLOSED && buffer.limit() == 0) {
      throw new IOException("closed");
    }
  }

  void send(byte[] plain, ByteArrayOutputStream out) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(plain);
    while (left.hasRemaining()) {
      wrap(left, out);
    }
  }

  /** The name for which the app asked; null: none. */
  String name() {
    if (engine.getSession() instanceof ExtendedSSLSession) {
      List<SNIServerName> names = ((ExtendedSSLSession) engine.getSession()).getRequestedServerNames();
      for (SNIServerName name : names) {
        if (name instanceof SNIHostName) {
          return ((SNIHostName) name).getAsciiName();
        }
      }
    }
    return null;
  }

  String version() {
    return engine.getSession().getProtocol();
  }

  /** The app took the certificate. */
  boolean done() {
    return done;
  }

  boolean closed() {
    return engine.isInboundDone();
  }
}
