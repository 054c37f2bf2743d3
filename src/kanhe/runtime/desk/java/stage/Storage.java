package kanhe.desk.stage;

import android.app.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an app has stored, taken from one process to the next. */
final class Storage {
  private final Path folder;

  private Storage(Path folder) {
    this.folder = folder;
  }

  /** A copy of what is there now. */
  static Storage of(Application application) throws IOException {
    Path copy = Files.createTempDirectory("kept");
    copy(Path.of(application.getApplicationInfo().dataDir), copy);
    return new Storage(copy);
  }

  /** Put where the new process looks for it. */
  void into(Application application) throws IOException {
    copy(folder, Path.of(application.getApplicationInfo().dataDir));
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.collect(Collectors.toList());
    }
    for (Path path : all) {
      Path target = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else if (Files.isRegularFile(path)) {
        Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
