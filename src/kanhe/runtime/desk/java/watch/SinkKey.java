package kanhe.desk.watch;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectionKey;

/** A channel with its selector: for what it is waited for, and what it is ready for. */
final class SinkKey extends AbstractSelectionKey {
  private final SinkSelector selector;
  private final SinkChannel channel;
  private volatile int interest;
  private volatile int ready;

  SinkKey(SinkSelector selector, SinkChannel channel) {
    this.selector = selector;
    this.channel = channel;
  }

  @Override
  public SinkChannel channel() {
    return channel;
  }

  @Override
  public Selector selector() {
    return selector;
  }

  @Override
  public int interestOps() {
    valid();
    return interest;
  }

  @Override
  public SelectionKey interestOps(int operations) {
    valid();
    interest = operations;
    selector.changed();
    return this;
  }

  @Override
  public int readyOps() {
    valid();
    return ready;
  }

  private void valid() {
    if (!isValid()) {
      throw new CancelledKeyException();
    }
  }

  /** Looks at the channel; whether anything new is ready. {@code selected}: what was ready and not taken off stays. */
  boolean take(boolean selected) {
    int now = channel.ready() & interest;
    int before = selected ? ready : 0;
    ready = before | now;
    return now != 0 && ready != before;
  }
}
