package kanhe.desk.translating;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The identifiers of one logical dex file, versions 035 to 041, read when they are asked for. */
final class DexFile {
    /** Parameter and return descriptors of a method, and both as one text. */
    record Proto(List<String> parameters, String result, String text) {}

    /** A field as code names it: owner's descriptor, name, type's descriptor. */
    record Field(String owner, String name, String type) {}

    /** A method as code names it. */
    record Method(String owner, String name, Proto proto) {}

    private static final int CONTAINER = 41;
    private static final int MOST = 1000;
    final String name;
    final ByteBuffer data;
    private final Budget budget;
    private final int base;
    private final int version;
    private final int[] start = new int[8];
    private final int[] count = new int[8];
    private final String[] strings;
    private final String[] types;
    private final Proto[] protos;
    private final Field[] fields;
    private final Method[] methods;

    private DexFile(String name, ByteBuffer data, int base, int version, Budget budget) {
        this.name = name;
        this.budget = budget;
        this.data = data;
        this.base = base;
        this.version = version;
        int[] widths = {4, 4, 12, 8, 8, 32};
        Bytes header = new Bytes(data, base + 56);
        for (int k = 0; k < 6; k++) {
            count[k] = header.i4();
            start[k] = placed(header.i4());
            if (count[k] < 0 || (long) start[k] + (long) count[k] * widths[k] > data.limit() && count[k] > 0) {
                throw new Untranslatable("a table does not fit into the dex file");
            }
        }
        handles(new Bytes(data, placed(data.getInt(base + 52))));
        strings = new String[count[0]];
        types = new String[count[1]];
        protos = new Proto[count[2]];
        fields = new Field[count[3]];
        methods = new Method[count[4]];
    }

    /** The logical files of an image: several in a container of version 041. */
    static List<DexFile> open(String name, byte[] image, Budget budget) {
        ByteBuffer data = Bytes.image(image);
        List<DexFile> found = new ArrayList<>();
        int at = 0;
        while (found.size() < MOST && at + 0x70 <= image.length) {
            if (data.getInt(at) != 0x0A786564 || data.get(at + 7) != 0) {
                if (found.isEmpty()) {
                    throw new Untranslatable("it does not begin like a dex file");
                }
                break;
            }
            int version = (data.get(at + 4) - '0') * 100 + (data.get(at + 5) - '0') * 10 + data.get(at + 6) - '0';
            if (version < 35 || version > CONTAINER) {
                throw new Untranslatable("dex version " + version + " is not known");
            }
            found.add(new DexFile(name, data, at, version, budget));
            if (version < CONTAINER) {
                break;
            }
            at += Math.max(data.getInt(at + 32), 0x78);
        }
        if (found.isEmpty()) {
            throw new Untranslatable("it is shorter than a dex header");
        }
        return found;
    }

    /** Offsets of a container count from its first byte; those of writers that count from their own header are taken too. */
    private int placed(int offset) {
        return version < CONTAINER || offset >= base ? offset : base + offset;
    }

    private void handles(Bytes map) {
        if (map.at == base) {
            return;
        }
        int entries = map.i4();
        for (int k = 0; k < Math.min(entries, 64); k++) {
            int kind = map.u2();
            map.u2();
            int size = map.i4();
            int place = placed(map.i4());
            if (kind == 7 || kind == 8) {
                start[kind - 1] = place;
                count[kind - 1] = size;
            }
        }
    }

    private int row(int table, int index, int width) {
        if (index < 0 || index >= count[table]) {
            throw new Untranslatable("an index lies outside its table");
        }
        return start[table] + index * width;
    }

    String string(int index) {
        int place = row(0, index, 4);
        String text = strings[index];
        if (text == null) {
            text = strings[index] = new Bytes(data, placed(data.getInt(place))).text();
            budget.spend(text.length());
        }
        return text;
    }

    /** Descriptor of a type, e.g. {@code Landroid/app/Activity;}. */
    String type(int index) {
        int place = row(1, index, 4);
        String text = types[index];
        if (text == null) {
            text = string(data.getInt(place));
            if (!Names.isDescriptor(text)) {
                throw new Untranslatable("a type has an impossible name");
            }
            types[index] = text;
        }
        return text;
    }

    Proto proto(int index) {
        int place = row(2, index, 12);
        Proto proto = protos[index];
        if (proto == null) {
            List<String> parameters = typeList(data.getInt(place + 8));
            String result = type(data.getInt(place + 4));
            proto = protos[index] = new Proto(parameters, result, "(" + String.join("", parameters) + ")" + result);
        }
        return proto;
    }

    Field field(int index) {
        int place = row(3, index, 8);
        Field field = fields[index];
        if (field == null) {
            field = fields[index] = new Field(type(data.getShort(place) & 0xFFFF), named(data.getInt(place + 4)),
                    type(data.getShort(place + 2) & 0xFFFF));
        }
        return field;
    }

    Method method(int index) {
        int place = row(4, index, 8);
        Method method = methods[index];
        if (method == null) {
            method = methods[index] = new Method(type(data.getShort(place) & 0xFFFF), named(data.getInt(place + 4)),
                    proto(data.getShort(place + 2) & 0xFFFF));
        }
        return method;
    }

    private String named(int index) {
        String text = string(index);
        if (!Names.isMember(text)) {
            throw new Untranslatable("a member has an impossible name");
        }
        return text;
    }

    /** Descriptors of a type list; none for offset 0. */
    List<String> typeList(int offset) {
        if (offset == 0) {
            return List.of();
        }
        Bytes at = new Bytes(data, placed(offset));
        int size = at.i4();
        if (size < 0 || size > 0xFFFF) {
            throw new Untranslatable("a list of types is too long");
        }
        budget.spend(size);
        String[] found = new String[size];
        for (int k = 0; k < size; k++) {
            found[k] = type(at.u2());
        }
        return List.of(found);
    }

    /** Lists of so many entries are read: those of hostile files may lie in each other. */
    void spend(int... counts) {
        for (int count : counts) {
            budget.spend(count & 0xFFFFFFFFL);
        }
    }

    int classes() {
        return count[5];
    }

    /** The eight words of a class definition. */
    int[] classRow(int index) {
        Bytes at = new Bytes(data, row(5, index, 32));
        int[] words = new int[8];
        for (int k = 0; k < 8; k++) {
            words[k] = at.i4();
        }
        return words;
    }

    /** Kind, and index of the field or the method, of a method handle. */
    int[] handle(int index) {
        int place = row(7, index, 8);
        return new int[] {data.getShort(place) & 0xFFFF, data.getShort(place + 4) & 0xFFFF};
    }

    /** Where the encoded array of a call site lies. */
    Bytes callSite(int index) {
        return at(data.getInt(row(6, index, 4)));
    }

    Bytes at(int offset) {
        return new Bytes(data, placed(offset));
    }
}
