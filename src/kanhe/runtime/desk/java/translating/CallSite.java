package kanhe.desk.translating;

import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;

/** What invoke-custom asks for: a bootstrap method, the name and type of the call, and further arguments. */
record CallSite(Handle bootstrap, String name, String type, Object[] arguments) {
    static CallSite read(DexFile dex, int index, Hierarchy hierarchy) {
        List<Object> values = new Values(dex, dex.callSite(index), hierarchy).array();
        if (values.size() < 3 || !(values.get(0) instanceof Handle handle) || !(values.get(1) instanceof String name)
                || !(values.get(2) instanceof Type type) || type.getSort() != Type.METHOD) {
            throw new Untranslatable("a call site names no bootstrap method");
        }
        Object[] rest = values.subList(3, values.size()).stream().map(CallSite::constant).toArray();
        return new CallSite(handle, name, type.getDescriptor(), rest);
    }

    private static Object constant(Object value) {
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).intValue();
        }
        if (value instanceof Character letter) {
            return (int) letter;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value instanceof Number || value instanceof String || value instanceof Type || value instanceof Handle) {
            return value;
        }
        throw new Untranslatable("a call site has an argument that is no constant");
    }

    /** The type of the call alone, which is what its registers follow. */
    static DexFile.Proto proto(DexFile dex, int index) {
        Bytes at = dex.callSite(index);
        int size = at.uleb();
        for (int k = 0; k < Math.min(size, 3); k++) {
            int head = at.u1();
            int value = 0;
            for (int n = 0; n <= head >> 5; n++) {
                value |= at.u1() << 8 * n;
            }
            if (k == 2 && (head & 0x1F) == 0x15) {
                return dex.proto(value);
            }
        }
        throw new Untranslatable("a call site has no type");
    }
}
