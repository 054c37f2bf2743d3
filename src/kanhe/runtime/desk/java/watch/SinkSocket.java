package kanhe.desk.watch;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.Map;
import kanhe.desk.clock.Names;
import kanhe.desk.clock.VirtualTime;

/** A socket of the app, whose other end is the sink: what is written is taken apart, what is read is the sink's answer. */
final class SinkSocket extends SocketImpl {
  private static final long LONGEST_MILLIS = 60_000;

  private final Map<Integer, Object> options = new HashMap<>();
  private Conversation conversation;
  private byte[] waiting = new byte[0];
  private int at;
  private boolean closed;

  @Override
  protected void create(boolean stream) {
    fd = new FileDescriptor();
  }

  @Override
  protected void connect(String host, int port) throws IOException {
    connect(InetAddress.getByName(host), port);
  }

  @Override
  protected void connect(InetAddress to, int port) throws IOException {
    this.address = to;
    this.port = port;
    conversation = new Conversation(Names.of(to), to.getHostAddress(), port);
  }

  @Override
  protected void connect(SocketAddress to, int timeout) throws IOException {
    InetSocketAddress there = (InetSocketAddress) to;
    if (there.isUnresolved()) {
      throw new java.net.UnknownHostException(there.getHostName());
    }
    connect(there.getAddress(), there.getPort());
  }

  @Override
  protected void bind(InetAddress host, int port) {
    localport = port;
  }

  @Override
  protected void listen(int backlog) {}

  @Override
  protected void accept(SocketImpl socket) throws IOException {
    throw new SocketException("nobody calls");
  }

  @Override
  protected InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return length == 0 ? 0 : take(into, offset, length);
      }

      @Override
      public int available() {
        return waiting.length - at;
      }

      @Override
      public void close() throws IOException {
        SinkSocket.this.close();
      }
    };
  }

  private synchronized int take(byte[] into, int offset, int length) throws IOException {
    long left = LONGEST_MILLIS;
    Object timeout = options.get(SocketOptions.SO_TIMEOUT);
    if (timeout instanceof Integer && (Integer) timeout > 0) {
      left = (Integer) timeout;
    }
    long end = VirtualTime.nanoTime() + left * 1_000_000;
    while (at == waiting.length) {
      if (closed || conversation.ended()) {
        return -1;
      }
      byte[] answer = conversation.answer();
      if (answer.length > 0) {
        waiting = answer;
        at = 0;
        break;
      }
      if (VirtualTime.nanoTime() >= end) {
        if (timeout instanceof Integer && (Integer) timeout > 0) {
          throw new SocketTimeoutException("Read timed out");
        }
        return -1;
      }
      try {
        VirtualTime.await(this, Math.max(1, (end - VirtualTime.nanoTime()) / 1_000_000));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new java.io.InterruptedIOException();
      }
    }
    int count = Math.min(length, waiting.length - at);
    System.arraycopy(waiting, at, into, offset, count);
    at += count;
    return count;
  }

  @Override
  protected OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        synchronized (SinkSocket.this) {
          if (closed) {
            throw new SocketException("Socket closed");
          }
          conversation.hear(from, offset, length);
          SinkSocket.this.notifyAll();
        }
      }

      @Override
      public void close() throws IOException {
        SinkSocket.this.close();
      }
    };
  }

  @Override
  protected int available() {
    return waiting.length - at;
  }

  @Override
  protected synchronized void close() {
    if (!closed) {
      closed = true;
      if (conversation != null) {
        conversation.end();
      }
      notifyAll();
    }
  }

  @Override
  protected void shutdownOutput() {}

  @Override
  protected void shutdownInput() {}

  @Override
  protected void sendUrgentData(int data) {}

  @Override
  public void setOption(int option, Object value) {
    options.put(option, value);
  }

  @Override
  public Object getOption(int option) {
    Object known = options.get(option);
    if (known != null) {
      return known;
    }
    switch (option) {
      case SocketOptions.SO_TIMEOUT:
      case SocketOptions.SO_SNDBUF:
      case SocketOptions.SO_RCVBUF:
      case SocketOptions.IP_TOS:
        return option == SocketOptions.SO_TIMEOUT ? 0 : 65536;
      case SocketOptions.SO_LINGER:
        return -1;
      case SocketOptions.SO_BINDADDR:
        return InetAddress.getLoopbackAddress();
      default:
        return Boolean.FALSE;
    }
  }
}
