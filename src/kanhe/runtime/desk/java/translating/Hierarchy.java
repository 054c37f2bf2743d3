package kanhe.desk.translating;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All classes there are: the app's, the framework's and the JDK's; safe for several threads. */
final class Hierarchy {
    /** A member that was found, or where the search came to an end. */
    record Found(TypeInfo owner, int access) {}

    private static final int HIGHEST = 200;
    private static final TypeInfo NOBODY = new TypeInfo("", null, List.of(), 0, false, Map.of(), Map.of());
    private final Map<String, TypeInfo> known = new ConcurrentHashMap<>();
    private final Platform platform;

    Hierarchy(Platform platform) {
        this.platform = platform;
    }

    void add(DexClass one) {
        Map<String, Integer> methods = new HashMap<>();
        one.methods.forEach(m -> methods.put(m.ref().name() + m.ref().proto().text(), m.access()));
        Map<String, Integer> fields = new HashMap<>();
        one.statics.forEach(f -> put(fields, f));
        one.instances.forEach(f -> put(fields, f));
        known.put(one.name, new TypeInfo(one.name, one.above, one.interfaces, one.access, true, methods, fields));
    }

    private static void put(Map<String, Integer> fields, DexClass.FieldDef field) {
        if (field.ref() != null) {
            fields.put(fieldKey(field.ref().name(), field.ref().type()), field.access());
        }
    }

    /** Fields may share a name; no name has a dot. */
    static String fieldKey(String name, String type) {
        return name + "." + type;
    }

    /** A class by internal name; null when nobody has it. */
    TypeInfo find(String name) {
        TypeInfo info = known.get(name);
        if (info == null) {
            info = platform.find(name);
            known.put(name, info == null ? NOBODY : info);
        }
        return info == NOBODY ? null : info;
    }

    boolean isInterface(String name) {
        TypeInfo info = find(name);
        return info != null && info.isInterface();
    }

    /** Whether a verifier takes a value of one type where another is wanted; it takes interfaces for Object. */
    boolean assignable(String from, String to) {
        if (from.equals(to) || to.equals(Names.OBJECT)) {
            return true;
        }
        if (to.charAt(0) == '[') {
            return from.charAt(0) == '[' && Names.isReference(from.substring(1)) && Names.isReference(to.substring(1))
                    && assignable(from.substring(1), to.substring(1));
        }
        if (to.charAt(0) != 'L') {
            return false;
        }
        String goal = Names.internal(to);
        if (isInterface(goal)) {
            return from.charAt(0) == 'L' || goal.equals("java/lang/Cloneable") || goal.equals("java/io/Serializable");
        }
        return from.charAt(0) == 'L' && isBelow(Names.internal(from), goal);
    }

    /** Whether a class is another or extends it, interfaces left aside. */
    boolean isBelow(String name, String above) {
        String at = name;
        for (int steps = 0; at != null && steps < HIGHEST; steps++) {
            if (at.equals(above)) {
                return true;
            }
            TypeInfo info = find(at);
            at = info == null ? null : info.above();
        }
        return false;
    }

    /** A type that values of both types have; joining again and again comes to an end. */
    String join(String one, String other) {
        if (one.charAt(0) == '[' && other.charAt(0) == '[') {
            return Names.isReference(one.substring(1)) && Names.isReference(other.substring(1)) ? "[" + Names.OBJECT : Names.OBJECT;
        }
        if (one.charAt(0) != 'L' || other.charAt(0) != 'L') {
            return Names.OBJECT;
        }
        String first = Names.internal(one);
        String second = Names.internal(other);
        if (extendsReally(first, second)) {
            return other;
        }
        return extendsReally(second, first) ? one : Names.OBJECT;
    }

    private boolean extendsReally(String name, String above) {
        // A circle of classes, which only hostile code has, has nothing above anything.
        return isInterface(above) ? ancestors(name).contains(above) && !ancestors(above).contains(name)
                : isBelow(name, above) && !isBelow(above, name);
    }

    /** A method by owner, name and descriptor; null when no class on the way has it. */
    Found method(String owner, String key) {
        return search(owner, key, true);
    }

    Found field(String owner, String key) {
        return search(owner, key, false);
    }

    private Found search(String owner, String key, boolean method) {
        Set<String> seen = new HashSet<>();
        String at = owner;
        while (at != null && seen.add(at) && seen.size() < HIGHEST) {
            TypeInfo info = find(at);
            if (info == null) {
                break;
            }
            Integer access = (method ? info.methods() : info.fields()).get(key);
            if (access != null) {
                return new Found(info, access);
            }
            at = info.above();
        }
        for (String name : ancestors(owner)) {
            TypeInfo info = find(name);
            Integer access = info == null ? null : (method ? info.methods() : info.fields()).get(key);
            if (access != null) {
                return new Found(info, access);
            }
        }
        return null;
    }

    /** A class and all classes and interfaces above it that are named, nearest first; bounded. */
    Set<String> ancestors(String name) {
        Set<String> seen = new LinkedHashSet<>();
        ArrayDeque<String> waiting = new ArrayDeque<>(List.of(name));
        while (!waiting.isEmpty() && seen.size() < 5 * HIGHEST) {
            String at = waiting.poll();
            if (seen.add(at)) {
                TypeInfo info = find(at);
                if (info != null) {
                    if (info.above() != null) {
                        waiting.add(info.above());
                    }
                    waiting.addAll(info.interfaces());
                }
            }
        }
        return seen;
    }
}
