package kanhe.desk.translating;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** What registers hold at the beginning of each block, found by running all paths until nothing changes. */
final class Flow {
    private static final int AT_ONCE = 10_000;
    private final Subject subject;
    private final Effects effects;
    private final Map<Integer, State> entries = new HashMap<>();
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private long work;

    Flow(Subject subject) {
        this.subject = subject;
        this.effects = new Effects(subject);
    }

    Map<Integer, State> run() {
        arrive(0, subject.entry());
        State state = new State(subject.body().registers);
        while (!waiting.isEmpty()) {
            int pc = waiting.pollFirst();
            state.become(entries.get(pc));
            block(subject.body().at.get(pc), state);
        }
        return entries;
    }

    private void block(Instruction one, State state) {
        while (true) {
            if (one.guarded >= 0 && one.mayThrow()) {
                for (int handler : subject.body().guards[one.guarded].handlers()) {
                    arrive(handler, state);
                }
            }
            effects.apply(one, state);
            spend(1);
            for (int target : one.targets) {
                arrive(target, state);
            }
            if (one.ends()) {
                return;
            }
            Instruction next = subject.body().at.get(one.pc + one.width);
            if (next.leader) {
                arrive(next.pc, state);
                return;
            }
            one = next;
        }
    }

    private void spend(int much) {
        work += much;
        if (work >= AT_ONCE) {
            subject.budget().spend(work);
            work = 0;
        }
    }

    private void arrive(int pc, State state) {
        spend(state.kinds.length / 8 + 1);
        State before = entries.get(pc);
        if (before == null) {
            entries.put(pc, new State(state));
            waiting.add(pc);
        } else if (before.meet(state, subject.hierarchy())) {
            waiting.add(pc);
        }
    }
}
