package kanhe.desk.watch;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What stands above a class, and which methods a class defines, by internal names; no code is run for it. */
final class Ancestry {
  /** Where the bytes of a class are found. */
  interface Source {
    /** Null: nobody has the class. */
    InputStream bytes(String name) throws IOException;
  }

  /** What a class says of itself. */
  private static final class Known {
    String above;
    final List<String> interfaces = new ArrayList<>();
    final Set<String> methods = new HashSet<>();
  }

  private final Source source;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  Ancestry(Source source) {
    this.source = source;
  }

  /** The class, the classes above it from near to far, then all their interfaces. */
  Set<String> lineage(String name) {
    Set<String> found = new LinkedHashSet<>();
    for (String at = name; at != null && found.add(at); at = of(at).above) {
      // the class above it is next
    }
    for (String at : new ArrayList<>(found)) {
      interfaces(at, found);
    }
    return found;
  }

  private void interfaces(String name, Set<String> found) {
    for (String one : of(name).interfaces) {
      if (found.add(one)) {
        interfaces(one, found);
      }
    }
  }

  /** Whether the class itself has a method of this name and prototype. */
  boolean defines(String name, String method, String desc) {
    return of(name).methods.contains(method + desc);
  }

  /** The nearest of the lineage that satisfies {@code chosen}; null: none, or {@code end} comes before it. */
  String nearest(String name, Predicate<String> chosen, Predicate<String> end) {
    for (String at : lineage(name)) {
      if (chosen.test(at)) {
        return at;
      }
      if (end.test(at)) {
        return null;
      }
    }
    return null;
  }

  private Known of(String name) {
    return known.computeIfAbsent(name, this::read);
  }

  private Known read(String name) {
    Known told = new Known();
    try (InputStream in = source.bytes(name)) {
      if (in != null) {
        ClassReader reader = new ClassReader(in);
        told.above = reader.getSuperName();
        told.interfaces.addAll(List.of(reader.getInterfaces()));
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(int access, String method, String desc, String signature, String[] thrown) {
            told.methods.add(method + desc);
            return null;
          }
        }, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      }
    } catch (IOException unreadable) {
      return told; // nothing is known of it
    }
    return told;
  }
}
