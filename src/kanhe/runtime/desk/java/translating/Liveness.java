package kanhe.desk.translating;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which slots are read later: at the beginning of each block, and of what each instruction writes. */
final class Liveness {
    private static final long MOST_BITS = 400_000_000L;
    private final Body body;
    private final Budget budget;
    private final Map<Integer, BitSet> entries = new HashMap<>();
    private final Map<Integer, List<Instruction>> blocks = new HashMap<>();
    private final List<Integer> order = new ArrayList<>();

    Liveness(Body body, Budget budget) {
        this.body = body;
        this.budget = budget;
    }

    Map<Integer, BitSet> run() {
        List<Instruction> block = null;
        for (Instruction one : body.at.values()) {
            if (one.leader || block == null) {
                block = new ArrayList<>();
                blocks.put(one.pc, block);
                order.add(one.pc);
                entries.put(one.pc, new BitSet());
            }
            block.add(one);
        }
        if ((long) order.size() * body.registers * Kinds.COUNT > MOST_BITS) {
            throw new Untranslatable("a method is too large to follow its registers");
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            budget.spend(body.at.size() + (long) order.size() * (body.registers / 8 + 1));
            for (int k = order.size() - 1; k >= 0; k--) {
                BitSet live = backwards(blocks.get(order.get(k)));
                if (!live.equals(entries.get(order.get(k)))) {
                    entries.put(order.get(k), live);
                    changed = true;
                }
            }
        }
        return entries;
    }

    private BitSet backwards(List<Instruction> block) {
        Instruction last = block.get(block.size() - 1);
        BitSet live = new BitSet();
        for (int target : last.targets) {
            live.or(entries.get(target));
        }
        if (!last.ends()) {
            live.or(entries.get(last.pc + last.width));
        }
        for (int k = block.size() - 1; k >= 0; k--) {
            through(block.get(k), live);
        }
        return live;
    }

    private void through(Instruction one, BitSet live) {
        one.live = 0;
        one.handlerReads = false;
        for (int k = 0; k < one.defs.length; k++) {
            if (live.get(one.defs[k])) {
                one.live |= 1 << k;
            }
        }
        for (int def : one.defs) {
            live.clear(def);
        }
        for (int k = 0; k < one.uses.length; k++) {
            if (!one.pairs || (one.live & 1 << k) != 0) {
                live.set(one.uses[k]);
            }
        }
        if (one.guarded >= 0) {
            for (int handler : body.guards[one.guarded].handlers()) {
                BitSet wanted = entries.get(handler);
                if (wanted == null) {
                    continue;
                }
                for (int def : one.defs) {
                    one.handlerReads |= wanted.get(def);
                }
                if (one.mayThrow()) {
                    live.or(wanted);
                }
            }
        }
    }
}
