package kanhe.desk.translating;

/** Names of types and members: descriptors as dex has them, internal names as class files have them. */
final class Names {
    static final String OBJECT = "Ljava/lang/Object;";
    static final String THROWABLE = "Ljava/lang/Throwable;";
    private static final String PRIMITIVES = "VZBSCIJFD";

    private Names() {}

    /** Whether a text is a descriptor that a class file may hold. */
    static boolean isDescriptor(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == '[') {
            at++;
        }
        if (at > 255 || at == text.length()) {
            return false;
        }
        if (text.charAt(at) != 'L') {
            return at == text.length() - 1 && PRIMITIVES.indexOf(text.charAt(at)) >= (at == 0 ? 0 : 1);
        }
        int last = text.length() - 1;
        boolean begins = true;
        for (int k = at + 1; k < last; k++) {
            char c = text.charAt(k);
            if (c == '.' || c == ';' || c == '[' || c == '/' && begins) {
                return false;
            }
            begins = c == '/';
        }
        return text.charAt(last) == ';' && !begins;
    }

    /** Whether a class file may call a field or a method so. */
    static boolean isMember(String name) {
        if (name.equals("<init>") || name.equals("<clinit>")) {
            return true;
        }
        for (int k = 0; k < name.length(); k++) {
            if (".;[/<>".indexOf(name.charAt(k)) >= 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    static boolean isReference(String descriptor) {
        return descriptor.charAt(0) == 'L' || descriptor.charAt(0) == '[';
    }

    static boolean isWide(String descriptor) {
        return descriptor.equals("J") || descriptor.equals("D");
    }

    /** {@code La/B;} → {@code a/B}; an array keeps its descriptor. */
    static String internal(String descriptor) {
        return descriptor.charAt(0) == 'L' ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
    }

    /** {@code a/B} → {@code La/B;}; an array is its own descriptor. */
    static String descriptor(String internal) {
        return internal.charAt(0) == '[' ? internal : "L" + internal + ";";
    }

    /** The class at the bottom of an array or the class itself; null for a primitive. */
    static String classOf(String descriptor) {
        int at = descriptor.lastIndexOf('[') + 1;
        return descriptor.charAt(at) == 'L' ? descriptor.substring(at + 1, descriptor.length() - 1) : null;
    }

    static String packageOf(String internal) {
        return internal.substring(0, internal.lastIndexOf('/') + 1);
    }
}
