package kanhe.desk.watch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The file of the trace: one record a line, each stack once, at most so many bytes. */
public final class TraceFile {
  private final BufferedWriter out;
  private final Map<List<String>, Integer> stacks = new HashMap<>();
  private long left;

  public TraceFile(Path path, long most) throws IOException {
    out = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    left = most;
  }

  /** Writes a record; false if the file is full. */
  public synchronized boolean put(String record) {
    left -= record.length() + 1;
    if (left < 0) {
      return false;
    }
    try {
      out.write(record);
      out.write('\n');
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return true;
  }

  /** The id of a stack; its record is written the first time. */
  public synchronized int stack(List<String> frames) {
    Integer known = stacks.get(frames);
    if (known == null) {
      known = stacks.size();
      stacks.put(frames, known);
      put(Json.object("t", "stack", "id", known, "frames", frames));
    }
    return known;
  }

  public synchronized boolean full() {
    return left < 0;
  }

  public synchronized void flush() {
    try {
      out.flush();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
