package kanhe.desk.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kanhe.desk.watch.Device;
import org.robolectric.shadows.ShadowEnvironment;

/** Storage that apps share, where phones have it. */
final class SharedStorage {
  private static final String MOUNTED = "/storage/emulated/0";

  private SharedStorage() {}

  /** From now on the framework answers with the device's folder. */
  static void mount(Device device) throws IOException {
    Path folder = Files.createDirectories(Path.of(device.root() + MOUNTED));
    ShadowEnvironment.setExternalStorageDirectory(folder);
    ShadowEnvironment.setExternalStoragePublicDirectory(folder);
  }
}
