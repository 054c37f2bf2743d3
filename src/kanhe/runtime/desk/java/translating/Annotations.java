package kanhe.desk.translating;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The annotations of one class, those of the platform (signatures, inner classes) among them. */
final class Annotations {
    /** An annotation and who keeps it: 0 the compiler, 1 the running program, 2 the platform. */
    record Item(int visibility, Values.Note note) {}

    private final DexFile dex;
    private int whole;
    private final Map<Integer, Integer> fields = new HashMap<>();
    private final Map<Integer, Integer> methods = new HashMap<>();
    private final Map<Integer, Integer> parameters = new HashMap<>();

    Annotations(DexFile dex, int offset) {
        this.dex = dex;
        if (offset != 0) {
            Bytes at = dex.at(offset);
            whole = at.i4();
            int[] counts = {at.i4(), at.i4(), at.i4()};
            read(at, counts[0], fields);
            read(at, counts[1], methods);
            read(at, counts[2], parameters);
        }
    }

    private static void read(Bytes at, int count, Map<Integer, Integer> into) {
        for (int k = 0; k < count; k++) {
            int index = at.i4();
            into.put(index, at.i4());
        }
    }

    List<Item> ofClass(Hierarchy hierarchy) {
        return set(whole, hierarchy);
    }

    List<Item> ofField(int index, Hierarchy hierarchy) {
        return set(fields.getOrDefault(index, 0), hierarchy);
    }

    List<Item> ofMethod(int index, Hierarchy hierarchy) {
        return set(methods.getOrDefault(index, 0), hierarchy);
    }

    /** One list a parameter; none when no parameter has an annotation. */
    List<List<Item>> ofParameters(int index, Hierarchy hierarchy) {
        int offset = parameters.getOrDefault(index, 0);
        List<List<Item>> found = new ArrayList<>();
        if (offset != 0) {
            Bytes at = dex.at(offset);
            int size = at.i4();
            for (int k = 0; k < Math.min(size, 255); k++) {
                found.add(set(at.i4(), hierarchy));
            }
        }
        return found;
    }

    private List<Item> set(int offset, Hierarchy hierarchy) {
        if (offset == 0) {
            return List.of();
        }
        List<Item> found = new ArrayList<>();
        Bytes at = dex.at(offset);
        int size = at.i4();
        for (int k = 0; k < size; k++) {
            Bytes item = dex.at(at.i4());
            int visibility = item.u1();
            found.add(new Item(visibility, new Values(dex, item, hierarchy).note()));
        }
        return found;
    }

    /** The platform's annotation of a name, e.g. {@code Signature}; null when there is none. */
    static Map<String, Object> platform(List<Item> items, String name) {
        String type = "Ldalvik/annotation/" + name + ";";
        for (Item item : items) {
            if (item.visibility() == 2 && item.note().type().equals(type)) {
                return item.note().elements();
            }
        }
        return null;
    }

    /** What the parts of a generic signature say together; null without one. */
    static String signature(List<Item> items) {
        Map<String, Object> found = platform(items, "Signature");
        if (found == null || !(found.get("value") instanceof List<?> parts)) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        parts.forEach(text::append);
        return text.toString();
    }
}
