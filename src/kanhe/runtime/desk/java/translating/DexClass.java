package kanhe.desk.translating;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One class as a dex file defines it: names, members, and where the rest lies. */
final class DexClass {
    /** A field it defines. */
    record FieldDef(DexFile.Field ref, int access, int index) {}

    /** A method it defines; {@code code} is an offset, 0 without code. */
    record MethodDef(DexFile.Method ref, int access, int code, int index) {}

    static final int NONE = -1;
    /** Units of work for an interface that a class names: it is looked up, linked and written. */
    private static final int INTERFACE = 64;
    final DexFile dex;
    final String type;
    final String name;
    final int access;
    final String above;
    final List<String> interfaces;
    final String source;
    final List<FieldDef> statics = new ArrayList<>();
    final List<FieldDef> instances = new ArrayList<>();
    final List<MethodDef> methods = new ArrayList<>();
    final int values;
    final Annotations annotations;

    DexClass(DexFile dex, int index) {
        int[] row = dex.classRow(index);
        this.dex = dex;
        type = dex.type(row[0]);
        name = ofClass(type);
        access = row[1];
        above = row[2] == NONE ? null : ofClass(dex.type(row[2]));
        List<String> named = dex.typeList(row[3]);
        dex.spend(INTERFACE * named.size());
        interfaces = named.stream().map(DexClass::ofClass).distinct().toList();
        source = row[4] == NONE ? null : dex.string(row[4]);
        annotations = new Annotations(dex, row[5]);
        values = row[7];
        if (row[6] != 0) {
            members(dex.at(row[6]));
        }
    }

    private static String ofClass(String descriptor) {
        if (descriptor.charAt(0) != 'L') {
            throw new Untranslatable("a class, or one above it, has the name of no class");
        }
        return Names.internal(descriptor);
    }

    private void members(Bytes at) {
        int[] counts = {at.uleb(), at.uleb(), at.uleb(), at.uleb()};
        dex.spend(counts);
        fields(at, counts[0], statics);
        fields(at, counts[1], instances);
        Set<String> seen = new HashSet<>();
        for (int group = 2; group < 4; group++) {
            int index = 0;
            for (int k = 0; k < counts[group]; k++) {
                index += at.uleb();
                int flags = at.uleb();
                int code = at.uleb();
                DexFile.Method ref = dex.method(index);
                if (ref.owner().equals(type) && seen.add(ref.name() + ref.proto().text())) {
                    methods.add(new MethodDef(ref, flags, code, index));
                }
            }
        }
    }

    private void fields(Bytes at, int count, List<FieldDef> into) {
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (int k = 0; k < count; k++) {
            index += at.uleb();
            int flags = at.uleb();
            DexFile.Field ref = dex.field(index);
            // A value belongs to its place in the list: what is twice there keeps its place and is left out when written.
            into.add(new FieldDef(seen.add(ref.name() + ref.type()) && ref.owner().equals(type) ? ref : null, flags, index));
        }
    }
}
