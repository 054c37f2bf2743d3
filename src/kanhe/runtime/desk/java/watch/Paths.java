package kanhe.desk.watch;

import java.util.List;

/** Paths as the app knows them, and whose storage they lie in. */
final class Paths {
  private final Device device;
  private final List<String> shared;
  private final String app;

  /** {@code shared}: where storage that apps share is mounted; {@code app}: the app's package. */
  Paths(Device device, List<String> shared, String app) {
    this.device = device;
    this.shared = shared;
    this.app = app;
  }

  /** A path or an address: a text, or what prints as one. */
  String text(Object value) {
    return value instanceof Object[] ? null : device.told(String.valueOf(value));
  }

  /** Whether a path lies in the folder that shared storage keeps for this app. */
  boolean own(String text) {
    int at = text.indexOf("/Android/");
    if (at < 0) {
      return false;
    }
    String[] rest = text.substring(at + "/Android/".length()).split("/");
    return rest.length > 1 && rest[1].equals(app) && List.of("data", "media", "obb").contains(rest[0]);
  }

  /** The root of shared storage in which a path lies; null: none, or it is the app's own folder there. */
  String root(String text) {
    for (String root : shared) {
      if (!own(text) && (text.startsWith(root) || text.equals(root.substring(0, root.length() - 1)))) {
        return root;
      }
    }
    return null;
  }
}
