package kanhe.desk.translating;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The code of one method that control can reach, as instructions in the order of their addresses. */
final class Body {
    /** A try item: which addresses it guards; catch types (null for all) beside the handlers' addresses. */
    record Guard(int start, int end, String[] types, int[] handlers) {}

    private static final int LARGEST_TABLE = 0x10000;
    final int registers;
    final int ins;
    final TreeMap<Integer, Instruction> at = new TreeMap<>();
    final Guard[] guards;
    /** Handler's address → descriptor of what it may catch, the same for all or Throwable. */
    final Map<Integer, String> caught = new HashMap<>();
    final TreeMap<Integer, Integer> lines;
    private final Units code;
    /** Where blocks begin, and whether a jump leads there. */
    private final Map<Integer, Boolean> leaders = new HashMap<>();
    private final Deque<Integer> waiting = new ArrayDeque<>();

    Body(DexFile dex, int offset, Budget budget) {
        Bytes head = dex.at(offset);
        registers = head.u2();
        ins = head.u2();
        head.u2();
        int tries = head.u2();
        int debug = head.i4();
        int size = head.i4();
        code = new Units(dex.data, head.at, size);
        budget.spend(size);
        if (ins > registers) {
            throw new Untranslatable("a method has more parameters than registers");
        }
        guards = tries == 0 ? new Guard[0] : guards(dex, head.at + 2 * size + 2 * (size & 1), tries);
        lines = Lines.read(dex, debug);
        reach();
    }

    private static Guard[] guards(DexFile dex, int start, int tries) {
        int lists = start + 8 * tries;
        Guard[] found = new Guard[tries];
        for (int k = 0; k < tries; k++) {
            Bytes row = new Bytes(dex.data, start + 8 * k);
            int first = row.i4();
            int many = row.u2();
            Bytes list = new Bytes(dex.data, lists + row.u2());
            int size = list.sleb();
            int typed = Math.abs(size);
            if (typed > 0xFFFF) {
                throw new Untranslatable("a try item has too many handlers");
            }
            String[] types = new String[size > 0 ? typed : typed + 1];
            int[] handlers = new int[types.length];
            for (int n = 0; n < typed; n++) {
                types[n] = dex.type(list.uleb());
                handlers[n] = list.uleb();
            }
            if (size <= 0) {
                handlers[typed] = list.uleb();
            }
            found[k] = new Guard(first, first + many, types, handlers);
        }
        return found;
    }

    private void reach() {
        lead(0);
        while (!waiting.isEmpty()) {
            int pc = waiting.pop();
            Instruction before = null;
            while (!at.containsKey(pc)) {
                Instruction one = Formats.decode(code, pc);
                at.put(pc, one);
                complete(one, before);
                for (int target : one.targets) {
                    lead(target);
                    leaders.put(target, true);
                }
                guard(one);
                if (one.ends()) {
                    break;
                }
                before = one;
                pc += one.width;
                if (one.targets.length > 0) {
                    lead(pc);
                    if (one.keys != null) {
                        leaders.put(pc, true);
                    }
                }
            }
        }
        inOrder();
    }

    private void lead(int pc) {
        waiting.push(pc);
        leaders.putIfAbsent(pc, false);
    }

    private void complete(Instruction one, Instruction before) {
        if (one.isMoveResult()) {
            if (before == null || !before.leavesResult()) {
                throw new Untranslatable("a result is taken of nothing");
            }
            one.source = before;
            before.taker = one;
        } else if (one.op == 0x2B || one.op == 0x2C) {
            table(one);
        } else if (one.op == 0x26) {
            int place = one.pc + (int) one.literal;
            if (code.at(place) != 0x0300) {
                throw new Untranslatable("an array is filled from no table");
            }
            one.element = code.at(place + 1);
            one.payload = code.bytes(place + 4, (long) one.element * (code.word(place + 2) & 0xFFFFFFFFL));
        }
    }

    private void table(Instruction one) {
        int place = one.pc + (int) one.literal;
        boolean packed = one.op == 0x2B;
        if (code.at(place) != (packed ? 0x0100 : 0x0200)) {
            throw new Untranslatable("a switch has no table");
        }
        int size = code.at(place + 1);
        if (size > LARGEST_TABLE) {
            throw new Untranslatable("a switch is too large");
        }
        one.keys = new int[size];
        one.targets = new int[size];
        int first = packed && size > 0 ? code.word(place + 2) : 0;
        int keys = place + 2;
        int targets = packed ? place + 4 : place + 2 + 2 * size;
        for (int k = 0; k < size; k++) {
            one.keys[k] = packed ? first + k : code.word(keys + 2 * k);
            one.targets[k] = one.pc + code.word(targets + 2 * k);
        }
    }

    /** Descriptors of all exceptions it catches by name. */
    Set<String> caughtTypes() {
        Set<String> found = new HashSet<>();
        for (Guard guard : guards) {
            Arrays.stream(guard.types()).filter(type -> type != null).forEach(found::add);
        }
        return found;
    }

    private void guard(Instruction one) {
        for (int k = 0; k < guards.length; k++) {
            if (one.pc >= guards[k].start() && one.pc < guards[k].end()) {
                one.guarded = k;
                if (one.mayThrow()) {
                    catchAt(guards[k]);
                }
                return;
            }
        }
    }

    private void catchAt(Guard guard) {
        for (int k = 0; k < guard.handlers().length; k++) {
            String type = guard.types()[k] == null ? Names.THROWABLE : guard.types()[k];
            String known = caught.get(guard.handlers()[k]);
            if (known == null) {
                lead(guard.handlers()[k]);
            }
            caught.put(guard.handlers()[k], known == null || known.equals(type) ? type : Names.THROWABLE);
        }
    }

    private void inOrder() {
        Instruction last = null;
        for (Instruction one : at.values()) {
            if (last != null && !last.ends() && last.pc + last.width != one.pc) {
                throw new Untranslatable("instructions overlap");
            }
            one.leader = leaders.containsKey(one.pc);
            one.jumped = leaders.getOrDefault(one.pc, false);
            if (one.leader && one.isMoveResult()) {
                throw new Untranslatable("control jumps to where a result is taken");
            }
            last = one;
        }
        if (last != null && !last.ends()) {
            throw new Untranslatable("control runs out of the method body");
        }
    }
}
