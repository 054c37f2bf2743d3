package kanhe.desk.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.Channels;

/** A channel as a socket, for what is only said to sockets; its options are taken and come to nothing. */
final class ChannelSocket extends Socket {
  private final SinkChannel channel;

  ChannelSocket(SinkChannel channel) {
    this.channel = channel;
  }

  @Override
  public java.nio.channels.SocketChannel getChannel() {
    return channel;
  }

  @Override
  public void connect(SocketAddress to) throws IOException {
    channel.connect(to);
    channel.finishConnect();
  }

  @Override
  public void connect(SocketAddress to, int timeout) throws IOException {
    connect(to);
  }

  @Override
  public boolean isConnected() {
    return channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public InetAddress getInetAddress() {
    InetSocketAddress to = (InetSocketAddress) channel.getRemoteAddress();
    return to == null ? null : to.getAddress();
  }

  @Override
  public int getPort() {
    InetSocketAddress to = (InetSocketAddress) channel.getRemoteAddress();
    return to == null ? 0 : to.getPort();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    if (!isConnected()) {
      throw new SocketException("Socket is not connected");
    }
    return Channels.newInputStream(channel);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    if (!isConnected()) {
      throw new SocketException("Socket is not connected");
    }
    return Channels.newOutputStream(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
