package kanhe.desk.translating;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.Type;

/**
 * What code refers to and nobody has: newer interfaces of the platform, classes of vendors, libraries that were left out.
 *
 * <p>A missing member of a class that exists is not called; its place is taken by null or 0. A missing class is made
 * ({@link Missing}). Without a framework nothing is taken for missing.
 */
final class Links {
    private final Hierarchy hierarchy;
    private final Shortcuts shortcuts;
    private final Missing missing = new Missing();
    private final boolean active;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();
    private final Set<String> members = ConcurrentHashMap.newKeySet();

    Links(Hierarchy hierarchy, boolean active) {
        this.hierarchy = hierarchy;
        this.shortcuts = new Shortcuts(hierarchy);
        this.active = active;
    }

    Shortcuts shortcuts() {
        return shortcuts;
    }

    Missing missing() {
        return missing;
    }

    /** Members that were missing: {@code owner.name(descriptor)}, sorted. */
    Set<String> absentMembers() {
        return new TreeSet<>(members);
    }

    /** Code names a type. */
    void type(String descriptor) {
        String name = Names.classOf(descriptor);
        if (active && name != null && hierarchy.find(name) == null) {
            missing.wanted(name);
        }
    }

    void made(String name) {
        type(Names.descriptor(name));
        if (active && hierarchy.find(name) == null) {
            missing.isClass(name);
        }
    }

    void caught(String descriptor) {
        type(descriptor);
        String name = Names.classOf(descriptor);
        if (active && name != null && hierarchy.find(name) == null) {
            missing.isException(name);
        }
    }

    void above(String name) {
        made(name);
    }

    void implemented(String name) {
        type(Names.descriptor(name));
        if (active && hierarchy.find(name) == null) {
            missing.isInterface(name);
        }
    }

    /** Whether a method is missing of a class that exists; one of a missing class is put on its list. */
    boolean isAbsent(String owner, String key, boolean isStatic, boolean ofInterface) {
        if (!active || owner.charAt(0) == '[') {
            return false;
        }
        return known.computeIfAbsent("m " + owner + " " + key, unused -> {
            Hierarchy.Found found = key.startsWith("<init>") ? constructor(owner, key) : hierarchy.method(owner, key);
            return found == null && isMissing(owner, key, isStatic, true, ofInterface);
        });
    }

    boolean isFieldAbsent(String owner, String key, boolean isStatic) {
        return active && known.computeIfAbsent("f " + owner + " " + key,
                unused -> hierarchy.field(owner, key) == null && isMissing(owner, key, isStatic, false, false));
    }

    private Hierarchy.Found constructor(String owner, String key) {
        TypeInfo info = hierarchy.find(owner);
        Integer access = info == null ? null : info.methods().get(key);
        return access == null ? null : new Hierarchy.Found(info, access);
    }

    private boolean isMissing(String owner, String key, boolean isStatic, boolean method, boolean ofInterface) {
        boolean platform = false;
        for (String name : key.startsWith("<init>") ? Set.of(owner) : hierarchy.ancestors(owner)) {
            TypeInfo info = hierarchy.find(name);
            if (info == null) {
                missing.member(name, key, isStatic, method);
                typesOf(method ? key.substring(key.indexOf('(')) : key.substring(key.indexOf('.') + 1));
                if (ofInterface && name.equals(owner)) {
                    missing.isInterface(name);
                }
                return false;
            }
            platform |= !info.ofApp() && !name.equals("java/lang/Object") || name.equals(owner) && !info.ofApp();
        }
        if (platform) {
            members.add(owner + "." + key);
        }
        return platform;
    }

    private void typesOf(String descriptor) {
        if (descriptor.charAt(0) != '(') {
            type(descriptor);
            return;
        }
        Type whole = Type.getMethodType(descriptor);
        type(whole.getReturnType().getDescriptor());
        for (Type argument : whole.getArgumentTypes()) {
            type(argument.getDescriptor());
        }
    }

    /** Tells the running program that it came to where something is missing. */
    void reached(Output out, String owner, String key) {
        out.visitLdcInsn(owner + "." + key);
        out.call(Runtime.ABSENT, "reached", "(Ljava/lang/String;)V");
    }

    /** Tells it where the running program reads or fills a field of a class that nobody has. */
    void madeReached(Output out, String owner) {
        if (active && hierarchy.find(owner) == null) {
            Missing.reached(out, owner);
        }
    }

    /** Descriptor of a constructor that exists, its arguments put on the stack as nothing. */
    String anyConstructor(Output out, String owner) {
        String type = hierarchy.find(owner).methods().entrySet().stream()
                .filter(m -> m.getKey().startsWith("<init>") && (m.getValue() & 1) != 0).map(m -> m.getKey().substring(6))
                .min((one, other) -> one.length() != other.length() ? one.length() - other.length() : one.compareTo(other))
                .orElseThrow(() -> new Untranslatable("an object is made of a class without constructors"));
        for (Type argument : Type.getArgumentTypes(type)) {
            out.nothing(argument.getDescriptor());
        }
        return type;
    }

    /** Behind a search for a class by name: one that was only made because it is missing is not found. */
    void check(Output out, String owner, String key) {
        if (!active) {
            return;
        }
        if (owner.equals("java/lang/Class") && key.startsWith("forName(")
                || key.equals("loadClass(Ljava/lang/String;)Ljava/lang/Class;")) {
            out.call(Runtime.ABSENT, "known", "(Ljava/lang/Class;)Ljava/lang/Class;");
        }
    }
}
