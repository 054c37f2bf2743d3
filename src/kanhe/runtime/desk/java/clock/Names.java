package kanhe.desk.clock;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Addresses for names of hosts: every name has one, as behind each stands the desk's own sink. */
public final class Names {
  private static final Map<String, InetAddress> ADDRESSES = new ConcurrentHashMap<>();
  private static final Map<String, String> NAMES = new ConcurrentHashMap<>();
  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private Names() {}

  /** In place of the JDK's question to the system's resolver. */
  public static InetAddress[] lookup(Object service, String host) throws UnknownHostException {
    if (host.equals("localhost")) {
      return new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})};
    }
    InetAddress known = ADDRESSES.get(host);
    if (known == null) {
      int id = NEXT.getAndIncrement();
      known = InetAddress.getByAddress(host, new byte[] {100, (byte) (64 + (id >> 16) % 64), (byte) (id >> 8), (byte) id});
      ADDRESSES.put(host, known);
      NAMES.put(known.getHostAddress(), host);
    }
    return new InetAddress[] {known};
  }

  /** The name that was given an address; the address itself if none was. */
  public static String of(InetAddress address) {
    return NAMES.getOrDefault(address.getHostAddress(), address.getHostAddress());
  }
}
