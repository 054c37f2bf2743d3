package kanhe.desk.translating;

import java.util.Arrays;

/**
 * What is known of all registers at one place: kinds, and of references their type.
 *
 * <p>A type is a descriptor, {@link #NULL}, {@link #THIS} (the object of a constructor before the constructor above ran) or
 * the new-instance {@link Instruction} whose object has had no constructor yet.
 */
final class State {
    static final Object NULL = "null";
    static final Object THIS = new Object();
    final byte[] kinds;
    final Object[] types;

    State(int registers) {
        kinds = new byte[registers];
        types = new Object[registers];
    }

    State(State other) {
        kinds = other.kinds.clone();
        types = other.types.clone();
    }

    void become(State other) {
        System.arraycopy(other.kinds, 0, kinds, 0, kinds.length);
        System.arraycopy(other.types, 0, types, 0, types.length);
    }

    boolean holds(int register, int kind) {
        return register < kinds.length && (kinds[register] & 1 << kind) != 0;
    }

    /** Whether the object of a constructor still waits for the constructor above, here. */
    boolean isUnfinished() {
        for (Object type : types) {
            if (type == THIS) {
                return true;
            }
        }
        return false;
    }

    /** A register gets a value of any of these kinds; a wide one takes the next register too. */
    void set(int register, int mask, Object type) {
        boolean wide = (mask & Kinds.WIDE) != 0;
        if (register + (wide ? 1 : 0) >= kinds.length) {
            throw new Untranslatable("a register does not exist");
        }
        if (register > 0 && (kinds[register - 1] & Kinds.WIDE) != 0) {
            kinds[register - 1] = 0;
        }
        kinds[register] = (byte) mask;
        types[register] = (mask & 1 << Kinds.REFERENCE) != 0 ? type : null;
        if (wide) {
            kinds[register + 1] = 0;
            types[register + 1] = null;
        }
    }

    /** All registers with the object {@code before} now hold one of a type. */
    void initialise(Object before, String after) {
        for (int k = 0; k < types.length; k++) {
            if (types[k] == before) {
                types[k] = after;
            }
        }
    }

    /** Keeps what both states agree on; tells whether this one changed. */
    boolean meet(State other, Hierarchy hierarchy) {
        boolean changed = false;
        boolean unfinished = isUnfinished();
        if (unfinished != other.isUnfinished()) {
            throw new Untranslatable("a constructor has called the one above on one path and not on another");
        }
        for (int k = 0; k < kinds.length; k++) {
            if (kinds[k] == 0 || kinds[k] == other.kinds[k] && types[k] == other.types[k]) {
                continue;
            }
            int both = kinds[k] & other.kinds[k];
            Object type = null;
            if ((both & 1 << Kinds.REFERENCE) != 0) {
                type = join(types[k], other.types[k], hierarchy);
                if (type == null) {
                    both &= ~(1 << Kinds.REFERENCE);
                }
            }
            if (both != kinds[k] || type != types[k] && !type.equals(types[k])) {
                kinds[k] = (byte) both;
                types[k] = type;
                changed = true;
            }
        }
        if (unfinished && !isUnfinished()) {
            throw new Untranslatable("a constructor loses its object");
        }
        return changed;
    }

    private static Object join(Object one, Object other, Hierarchy hierarchy) {
        if (one == other || one.equals(other)) {
            return one;
        }
        if (!(one instanceof String first) || !(other instanceof String second)) {
            return null;
        }
        if (one == NULL) {
            return other;
        }
        return other == NULL ? one : hierarchy.join(first, second);
    }

    boolean sameAs(State other) {
        return Arrays.equals(kinds, other.kinds) && Arrays.equals(types, other.types);
    }
}
