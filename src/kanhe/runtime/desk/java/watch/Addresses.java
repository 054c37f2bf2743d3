package kanhe.desk.watch;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;

/** The addresses of this device. */
final class Addresses {
  private Addresses() {}

  /** Whether an address is one of this device's, by which others reach it. */
  static boolean own(InetAddress address) {
    try {
      for (NetworkInterface face : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress mine : Collections.list(face.getInetAddresses())) {
          if (!mine.isLoopbackAddress() && mine.equals(address)) {
            return true;
          }
        }
      }
    } catch (SocketException | NullPointerException none) {
      return false; // a machine without any network
    }
    return false;
  }
}
