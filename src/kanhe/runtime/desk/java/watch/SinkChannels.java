package kanhe.desk.watch;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** Makes channels whose other end is the sink, and what selects among them; all other channels are the JDK's own. */
public final class SinkChannels extends SelectorProvider {
  private final SelectorProvider others = sun.nio.ch.DefaultSelectorProvider.get();

  /** From now on channels of this JVM come from here. */
  static void install() {
    System.setProperty("java.nio.channels.spi.SelectorProvider", SinkChannels.class.getName());
  }

  @Override
  public SocketChannel openSocketChannel() {
    return new SinkChannel(this);
  }

  @Override
  public AbstractSelector openSelector() {
    return new SinkSelector(this);
  }

  @Override
  public DatagramChannel openDatagramChannel() throws IOException {
    return others.openDatagramChannel();
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
    return others.openDatagramChannel(family);
  }

  @Override
  public Pipe openPipe() throws IOException {
    return others.openPipe();
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() throws IOException {
    return others.openServerSocketChannel();
  }
}
