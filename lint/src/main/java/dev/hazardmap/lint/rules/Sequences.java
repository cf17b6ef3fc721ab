package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.Kind;
import dev.hazardmap.lint.engine.Lock;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.Op;
import dev.hazardmap.lint.engine.Sym;
import dev.hazardmap.lint.engine.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs of a read and a later write of one container with atomic calls, where the write depends on what was read and nothing makes the two
 * one step. Dependence is followed through data (the written value was computed from what was read) and control (a jump that tests what was
 * read decides whether the write runs), also through helper methods.
 */
final class Sequences {
    /** How the write depends on the read. */
    enum Link {
        /** The write runs or not. */
        CONTROL,
        /** The written value. */
        DATA
    }

    /** A read, and the write that depends on it. */
    record Sequence(MethodFacts facts, Access read, Access write, Link link, boolean onlyNullTested) {}

    private static final Set<String> ATOMIC_WRITES = Set.of(
            "putIfAbsent",
            "computeIfAbsent",
            "compute",
            "computeIfPresent",
            "merge",
            "replace",
            "addIfAbsent",
            "loadOrStore",
            "compareAndSwap",
            "compareAndDelete");

    /** The method itself and one helper: what is further away is decided by more than this. */
    private static final int MAX_FRAMES = 2;

    private Sequences() {}

    static List<Sequence> find(World world, MethodFacts facts) {
        List<Sequence> found = new ArrayList<>();
        if (facts.method().isInitializer()) {
            return found;
        }
        Set<Integer> tested = new HashSet<>();
        facts.branchReads().values().forEach(tested::addAll);
        facts.events().forEach(event -> tested.addAll(event.access().value().reads()));
        Map<Sym, List<MethodFacts.Event>> reads = new HashMap<>();
        for (MethodFacts.Event event : facts.events()) {
            boolean asks = !event.access().op().writes()
                    && !event.access().reference()
                    && lookUp(event.access().op());
            if (asks && tested.contains(event.insn())) {
                reads.computeIfAbsent(event.access().path(), p -> new ArrayList<>())
                        .add(event);
            }
        }
        for (MethodFacts.Event write : facts.events()) {
            List<MethodFacts.Event> same = reads.getOrDefault(write.access().path(), List.of());
            boolean acts = write.access().op().writes()
                    && !ATOMIC_WRITES.contains(write.access().op().name())
                    && !write.access().reference();
            if (acts && !same.isEmpty()) {
                reads(world, facts, write, same, found);
            }
        }
        return found;
    }

    private static void reads(
            World world,
            MethodFacts facts,
            MethodFacts.Event write,
            List<MethodFacts.Event> candidates,
            List<Sequence> found) {
        if (write.access().trace().size() > MAX_FRAMES
                || candidates.stream().anyMatch(read -> checkedUnderLock(world, facts, read, write))) {
            return;
        }
        for (MethodFacts.Event read : candidates) {
            Access from = read.access();
            Access to = write.access();
            boolean candidate = read.insn() != write.insn()
                    && from.trace().size() <= MAX_FRAMES
                    && from.task() == to.task()
                    && sameKey(from, to);
            if (candidate && concurrent(world, facts, from) && !oneStep(world, from, to)) {
                link(facts, read, write, found);
            }
        }
    }

    /** The write is decided by a look-up under the same lock: what was read before that was only a hint. */
    private static boolean checkedUnderLock(
            World world, MethodFacts facts, MethodFacts.Event read, MethodFacts.Event write) {
        return oneStep(world, read.access(), write.access())
                && facts.branchReads().entrySet().stream()
                        .anyMatch(branch -> branch.getValue().contains(read.insn())
                                && facts.cfg().controls(branch.getKey(), write.insn()));
    }

    private static boolean lookUp(Op op) {
        return op.effect() == Op.Effect.READ || op.effect() == Op.Effect.SIZE;
    }

    private static void link(MethodFacts facts, MethodFacts.Event read, MethodFacts.Event write, List<Sequence> found) {
        boolean data = write.access().op().value() != 0
                && !write.viaCall()
                && write.access().value().reads().contains(read.insn());
        if (data) {
            found.add(new Sequence(facts, read.access(), write.access(), Link.DATA, false));
            return;
        }
        boolean controlled = false;
        boolean onlyNull = true;
        for (Map.Entry<Integer, Set<Integer>> branch : facts.branchReads().entrySet()) {
            if (branch.getValue().contains(read.insn())
                    && facts.cfg().controls(branch.getKey(), write.insn())
                    && facts.cfg().reaches(read.insn(), write.insn())) {
                controlled = true;
                onlyNull &= facts.nullTests().stream().anyMatch(test -> test.insn() == branch.getKey());
            }
        }
        if (controlled) {
            found.add(new Sequence(facts, read.access(), write.access(), Link.CONTROL, onlyNull));
        }
    }

    private static boolean sameKey(Access read, Access write) {
        if (read.op().effect() == Op.Effect.SIZE
                || read.op().key() == 0
                || write.op().key() == 0) {
            return true;
        }
        return read.key().syms().stream().anyMatch(write.key().syms()::contains);
    }

    /** Its calls are atomic one by one, and others can reach it. */
    static boolean concurrent(World world, MethodFacts facts, Access access) {
        if (access.path().root() instanceof Sym.Fresh && access.task() == null) {
            return false;
        }
        if (access.path() instanceof Sym.Param param
                && !world.kinds().passedFromShared(facts.method(), param.index())) {
            return false;
        }
        Set<Kind> kinds = world.kinds().of(facts.method(), access.path());
        boolean atomic = kinds.stream().anyMatch(kind -> kind.atomicCalls() && kind != Kind.LEGACY);
        return atomic && kinds.stream().noneMatch(Kind::unsafe);
    }

    /** A lock held at both keeps other users of that lock out in between. */
    private static boolean oneStep(World world, Access read, Access write) {
        for (Lock lock : read.locks()) {
            for (Lock other : write.locks()) {
                if (lock.mode().exclusive() && world.normal(lock).excludes(world.normal(other))) {
                    return true;
                }
            }
        }
        return false;
    }
}
