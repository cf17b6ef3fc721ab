package dev.hazardmap.lint.engine;

import java.util.ArrayDeque;
import java.util.BitSet;

/** Control flow between instructions, without exception edges (a handler is not what a check decides). */
public final class Cfg {
    private final int[][] successors;
    private final int[] lines;

    Cfg(int[][] successors, int[] lines) {
        this.successors = successors;
        this.lines = lines;
    }

    /** Number of instructions. */
    public int size() {
        return successors.length;
    }

    /** Source line of an instruction, or -1. */
    public int line(int insn) {
        return lines[insn];
    }

    /** Instructions that may run next. */
    public int[] successors(int insn) {
        return successors[insn].clone();
    }

    /** Instructions reachable from {@code from} (itself included) without running {@code barrier}; -1 for no barrier. */
    public BitSet reach(int from, int barrier) {
        BitSet seen = new BitSet(successors.length);
        ArrayDeque<Integer> todo = new ArrayDeque<>();
        if (from != barrier) {
            todo.push(from);
            seen.set(from);
        }
        while (!todo.isEmpty()) {
            for (int next : successors[todo.pop()]) {
                if (next != barrier && !seen.get(next)) {
                    seen.set(next);
                    todo.push(next);
                }
            }
        }
        return seen;
    }

    /** Whether {@code to} may run after {@code from} without {@code barrier} in between. */
    public boolean reaches(int from, int to, int barrier) {
        for (int next : successors[from]) {
            if (reach(next, barrier).get(to)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code to} may run after {@code from} without any of {@code barriers} in between. */
    public boolean reaches(int from, int to, BitSet barriers) {
        BitSet seen = new BitSet(successors.length);
        ArrayDeque<Integer> todo = new ArrayDeque<>();
        todo.push(from);
        while (!todo.isEmpty()) {
            for (int next : successors[todo.pop()]) {
                if (next == to) {
                    return true;
                }
                if (!barriers.get(next) && !seen.get(next)) {
                    seen.set(next);
                    todo.push(next);
                }
            }
        }
        return false;
    }

    /** Whether the instruction is in a loop. */
    public boolean inLoop(int insn) {
        return reaches(insn, insn, -1);
    }

    /** Whether running {@code insn} depends on which way {@code branch} goes. */
    public boolean controls(int branch, int insn) {
        int yes = 0;
        int no = 0;
        for (int next : successors[branch]) {
            if (reach(next, branch).get(insn)) {
                yes++;
            } else {
                no++;
            }
        }
        return yes > 0 && no > 0;
    }
}
