package kanhe.desk.watch;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kanhe.desk.clock.VirtualTime;

/** Waits, in the app's time, until one of its channels is ready. */
final class SinkSelector extends AbstractSelector {
  private final Set<SelectionKey> keys = ConcurrentHashMap.newKeySet();
  private final Set<SelectionKey> selected = new HashSet<>();
  private final Object lock = new Object();
  private boolean woken;
  private long changes;

  SinkSelector(SelectorProvider provider) {
    super(provider);
  }

  @Override
  protected SelectionKey register(AbstractSelectableChannel channel, int operations, Object attachment) {
    if (!(channel instanceof SinkChannel)) {
      throw new IllegalSelectorException();
    }
    SinkKey key = new SinkKey(this, (SinkChannel) channel);
    key.interestOps(operations);
    key.attach(attachment);
    keys.add(key);
    ((SinkChannel) channel).heardBy(this);
    return key;
  }

  @Override
  public Set<SelectionKey> keys() {
    return Collections.unmodifiableSet(keys);
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    return selected;
  }

  /** Something happened to a channel, or to what is waited for. */
  void changed() {
    synchronized (lock) {
      changes++;
      lock.notifyAll();
    }
  }

  @Override
  public Selector wakeup() {
    synchronized (lock) {
      woken = true;
      lock.notifyAll();
    }
    return this;
  }

  /** Takes up what is ready; how many keys changed. */
  private int look() {
    if (!isOpen()) {
      throw new ClosedSelectorException();
    }
    Set<SelectionKey> cancelled = cancelledKeys();
    synchronized (cancelled) {
      cancelled.forEach(this::forget);
      cancelled.clear();
    }
    int count = 0;
    for (SelectionKey one : keys) {
      SinkKey key = (SinkKey) one;
      if (!key.isValid() || !key.channel().isOpen()) {
        forget(key);
      } else if (key.take(selected.contains(key))) {
        selected.add(key);
        count++;
      }
    }
    return count;
  }

  private void forget(SelectionKey key) {
    keys.remove(key);
    selected.remove(key);
    ((SinkKey) key).channel().leftBy(this);
    deregister((SinkKey) key);
  }

  @Override
  public int selectNow() {
    synchronized (lock) {
      woken = false;
    }
    return look();
  }

  @Override
  public int select() throws IOException {
    return select(0);
  }

  @Override
  public int select(long timeout) throws IOException {
    long end = timeout <= 0 ? Long.MAX_VALUE : VirtualTime.nanoTime() + timeout * 1_000_000;
    while (true) {
      long seen;
      synchronized (lock) {
        seen = changes;
      }
      // Channels are looked at without the lock: they call back with their own.
      int found = look();
      synchronized (lock) {
        long left = end == Long.MAX_VALUE ? 0 : (end - VirtualTime.nanoTime() + 999_999) / 1_000_000;
        boolean over = end != Long.MAX_VALUE && left <= 0;
        if (found > 0 || woken || over || Thread.currentThread().isInterrupted()) {
          woken = false;
          return found;
        }
        try {
          if (changes == seen) {
            VirtualTime.await(lock, left);
          }
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @Override
  protected void implCloseSelector() {
    wakeup();
    for (SelectionKey key : keys) {
      forget(key);
    }
  }
}
