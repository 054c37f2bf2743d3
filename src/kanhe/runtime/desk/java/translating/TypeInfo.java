package kanhe.desk.translating;

import java.util.List;
import java.util.Map;

/** What linking needs of one class, wherever it comes from: names are internal, methods are {@code name + descriptor}, fields {@link Hierarchy#fieldKey} → access. */
record TypeInfo(String name, String above, List<String> interfaces, int access, boolean ofApp, Map<String, Integer> methods,
        Map<String, Integer> fields) {
    boolean isInterface() {
        return (access & 0x200) != 0;
    }
}
