package dev.hazardmap.lint.engine;

import java.util.ArrayDeque;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Control flow between instructions, without exception edges (a handler is not what a check decides).
 *
 * <p>Kept as basic blocks: a method of a thousand instructions has about a hundred, and every question is a walk over blocks. Safe to ask
 * from several threads: what is remembered between questions is immutable and replaced as a whole.
 */
public final class Cfg {
    /** First instruction of each block, ascending. */
    private final int[] starts;

    /** For each block, the first instructions of the blocks that may follow. */
    private final int[][] next;

    private final int[] lines;
    private @Nullable BitSet loops;
    private @Nullable Branch lastBranch;

    private record Branch(int insn, BitSet[] ways) {}

    Cfg(int[] starts, int[][] next, int[] lines) {
        this.starts = starts;
        this.next = next;
        this.lines = lines;
    }

    /** Source line of an instruction, or -1. */
    public int line(int insn) {
        return lines[insn];
    }

    private int block(int insn) {
        int at = java.util.Arrays.binarySearch(starts, insn);
        return at >= 0 ? at : -at - 2;
    }

    private int end(int block) {
        return block + 1 < starts.length ? starts[block + 1] : lines.length;
    }

    /** Instructions reachable from {@code from} (itself included) without running one of {@code barriers}. */
    private void flood(int from, BitSet barriers, BitSet seen) {
        ArrayDeque<Integer> todo = new ArrayDeque<>();
        todo.push(from);
        while (!todo.isEmpty()) {
            int insn = todo.pop();
            if (seen.get(insn)) {
                continue;
            }
            int block = block(insn);
            int end = end(block);
            int barrier = barriers.nextSetBit(insn);
            boolean through = barrier < 0 || barrier >= end;
            seen.set(insn, through ? end : barrier);
            if (through) {
                for (int follower : next[block]) {
                    todo.push(follower);
                }
            }
        }
    }

    /** Floods from what may run directly after {@code insn}. */
    private BitSet after(int insn, BitSet barriers) {
        BitSet seen = new BitSet(lines.length);
        int block = block(insn);
        if (insn + 1 < end(block)) {
            flood(insn + 1, barriers, seen);
        } else {
            for (int follower : next[block]) {
                flood(follower, barriers, seen);
            }
        }
        return seen;
    }

    /** Whether {@code to} is {@code from}, or may run after it without {@code barrier} in between. */
    public boolean leads(int from, int to, int barrier) {
        BitSet seen = new BitSet(lines.length);
        flood(from, single(barrier), seen);
        return seen.get(to);
    }

    /** Whether {@code to} may run after {@code from}. */
    public boolean reaches(int from, int to) {
        return after(from, new BitSet()).get(to);
    }

    /** Whether {@code to} may run after {@code from} without any of {@code barriers} in between. */
    public boolean reaches(int from, int to, BitSet barriers) {
        BitSet between = barriers;
        if (barriers.get(to)) {
            between = (BitSet) barriers.clone();
            between.clear(to);
        }
        return after(from, between).get(to);
    }

    private static BitSet single(int insn) {
        BitSet set = new BitSet();
        if (insn >= 0) {
            set.set(insn);
        }
        return set;
    }

    /** Whether the instruction is in a loop. */
    public boolean inLoop(int insn) {
        BitSet known = loops;
        if (known == null) {
            known = findLoops();
            loops = known;
        }
        return known.get(block(insn));
    }

    /** Whether there is a jump back. */
    boolean hasLoop() {
        for (int block = 0; block < next.length; block++) {
            for (int follower : next[block]) {
                if (follower <= starts[block]) {
                    return true;
                }
            }
        }
        return false;
    }

    private BitSet findLoops() {
        BitSet found = new BitSet(starts.length);
        if (hasLoop()) {
            for (int block = 0; block < starts.length; block++) {
                if (after(end(block) - 1, new BitSet()).get(starts[block])) {
                    found.set(block);
                }
            }
        }
        return found;
    }

    /** Whether running {@code insn} depends on which way {@code branch} goes. */
    public boolean controls(int branch, int insn) {
        Branch known = lastBranch;
        if (known == null || known.insn != branch) {
            int[] followers = next[block(branch)];
            BitSet[] ways = new BitSet[followers.length];
            for (int i = 0; i < ways.length; i++) {
                ways[i] = new BitSet(lines.length);
                flood(followers[i], single(branch), ways[i]);
            }
            known = new Branch(branch, ways);
            lastBranch = known;
        }
        int yes = 0;
        for (BitSet way : known.ways) {
            yes += way.get(insn) ? 1 : 0;
        }
        return yes > 0 && yes < known.ways.length;
    }
}
