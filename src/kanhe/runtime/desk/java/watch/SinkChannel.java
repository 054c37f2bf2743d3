package kanhe.desk.watch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.spi.SelectorProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import kanhe.desk.clock.Names;
import kanhe.desk.clock.VirtualTime;

/** A channel of the app, whose other end is the sink: as {@link SinkSocket}, and it can be waited for by a selector. */
final class SinkChannel extends SocketChannel {
  private final Map<SocketOption<?>, Object> options = new HashMap<>();
  private final List<SinkSelector> selectors = new CopyOnWriteArrayList<>();
  private InetSocketAddress remote;
  private Conversation conversation;
  private boolean connected;
  private ByteBuffer waiting = ByteBuffer.allocate(0);

  SinkChannel(SelectorProvider provider) {
    super(provider);
  }

  /** A selector that hears of each change from now on. */
  void heardBy(SinkSelector selector) {
    selectors.add(selector);
  }

  void leftBy(SinkSelector selector) {
    selectors.remove(selector);
  }

  /** For which of the operations the channel is ready. */
  synchronized int ready() {
    if (conversation == null) {
      return 0;
    }
    if (!connected) {
      return SelectionKey.OP_CONNECT;
    }
    boolean readable;
    try {
      readable = fill() || conversation.ended();
    } catch (IOException refused) {
      readable = true; // reading tells it
    }
    return SelectionKey.OP_WRITE | (readable ? SelectionKey.OP_READ : 0);
  }

  private boolean fill() throws IOException {
    if (!waiting.hasRemaining()) {
      waiting = ByteBuffer.wrap(conversation.answer());
    }
    return waiting.hasRemaining();
  }

  @Override
  public synchronized boolean connect(SocketAddress to) throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    if (conversation != null) {
      throw new AlreadyConnectedException();
    }
    remote = (InetSocketAddress) to;
    if (remote.isUnresolved()) {
      throw new UnresolvedAddressException();
    }
    conversation = new Conversation(
        Names.of(remote.getAddress()), remote.getAddress().getHostAddress(), remote.getPort());
    connected = isBlocking();
    changed();
    return connected;
  }

  @Override
  public synchronized boolean finishConnect() throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    if (conversation == null) {
      throw new NoConnectionPendingException();
    }
    connected = true;
    return true;
  }

  @Override
  public synchronized boolean isConnected() {
    return connected;
  }

  @Override
  public synchronized boolean isConnectionPending() {
    return conversation != null && !connected;
  }

  private void usable() throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    if (!connected) {
      throw new NotYetConnectedException();
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    try {
      return take(into);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      close();
      throw new ClosedByInterruptException();
    }
  }

  private synchronized int take(ByteBuffer into) throws IOException, InterruptedException {
    usable();
    while (into.hasRemaining() && !fill()) {
      if (conversation.ended()) {
        return -1;
      }
      if (!isBlocking()) {
        return 0;
      }
      VirtualTime.await(this);
      if (!isOpen()) {
        throw new AsynchronousCloseException();
      }
    }
    int count = Math.min(into.remaining(), waiting.remaining());
    into.put(waiting.slice(waiting.position(), count));
    waiting.position(waiting.position() + count);
    return count;
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      if (into[i].hasRemaining()) {
        return read(into[i]);
      }
    }
    return 0;
  }

  @Override
  public synchronized int write(ByteBuffer from) throws IOException {
    usable();
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    conversation.hear(bytes, 0, bytes.length);
    changed();
    return bytes.length;
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    long count = 0;
    for (int i = offset; i < offset + length; i++) {
      count += write(from[i]);
    }
    return count;
  }

  private synchronized void changed() {
    notifyAll();
    selectors.forEach(SinkSelector::changed);
  }

  @Override
  protected void implCloseSelectableChannel() {
    synchronized (this) {
      if (connected) {
        conversation.end();
      }
      connected = false;
    }
    changed();
  }

  @Override
  protected void implConfigureBlocking(boolean block) {}

  @Override
  public SocketChannel bind(SocketAddress local) {
    return this;
  }

  @Override
  public <T> SocketChannel setOption(SocketOption<T> name, T value) {
    options.put(name, value);
    return this;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getOption(SocketOption<T> name) {
    Object otherwise = name.type() == Boolean.class ? (Object) Boolean.FALSE : Integer.valueOf(65536);
    return (T) options.getOrDefault(name, otherwise);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Set.of(StandardSocketOptions.SO_SNDBUF, StandardSocketOptions.SO_RCVBUF, StandardSocketOptions.SO_KEEPALIVE,
        StandardSocketOptions.SO_REUSEADDR, StandardSocketOptions.SO_LINGER, StandardSocketOptions.TCP_NODELAY);
  }

  @Override
  public SocketChannel shutdownInput() {
    return this;
  }

  @Override
  public SocketChannel shutdownOutput() {
    return this;
  }

  @Override
  public Socket socket() {
    return new ChannelSocket(this);
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return remote;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 40_000);
  }
}
