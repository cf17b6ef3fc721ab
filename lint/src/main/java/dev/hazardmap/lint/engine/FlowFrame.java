package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Locals and stack, and beside them what is held and what runs.
 *
 * <p>Locks join by intersection (held on every path) and count re-entrance. Tasks join by union, and so do the tasks waited for: a loop of
 * {@code join()} calls that might run zero times is still taken to wait, which loses a report rather than inventing one.
 */
final class FlowFrame extends Frame<Val> {
    private final Flow flow;
    private List<Lock> locks = List.of();
    private Set<Task> started = Set.of();
    private Set<Task> joined = Set.of();
    private @Nullable Val tested;
    private @Nullable List<Val> untouched;

    FlowFrame(Flow flow, int locals, int stack) {
        super(locals, stack);
        this.flow = flow;
    }

    FlowFrame(Flow flow, Frame<? extends Val> other) {
        super(other);
        this.flow = flow;
        copyState((FlowFrame) other);
    }

    @Override
    public Frame<Val> init(Frame<? extends Val> other) {
        super.init(other);
        copyState((FlowFrame) other);
        return this;
    }

    private void copyState(FlowFrame other) {
        locks = other.locks;
        started = other.started;
        joined = other.joined;
        tested = null;
        untouched = null;
    }

    @Override
    public boolean merge(Frame<? extends Val> other, Interpreter<Val> interpreter) throws AnalyzerException {
        FlowFrame that = (FlowFrame) other;
        boolean changed = super.merge(other, interpreter);
        List<Lock> common = intersect(locks, that.locks);
        Set<Task> allStarted = union(started, that.started);
        Set<Task> allJoined = union(joined, that.joined);
        changed |= common.size() != locks.size()
                || allStarted.size() != started.size()
                || allJoined.size() != joined.size();
        locks = common;
        started = allStarted;
        joined = allJoined;
        return changed;
    }

    @Override
    public void execute(AbstractInsnNode insn, Interpreter<Val> interpreter) throws AnalyzerException {
        int op = insn.getOpcode();
        untouched = null;
        tested = op == Opcodes.IFNULL || op == Opcodes.IFNONNULL ? getStack(getStackSize() - 1) : null;
        flow.transfer(insn, this);
        super.execute(insn, interpreter);
    }

    @Override
    public void initJumpTarget(int opcode, @Nullable LabelNode target) {
        Val value = tested;
        if (value == null || !value.mayBeNull()) {
            return;
        }
        restore();
        boolean notNull = opcode == Opcodes.IFNULL ? target == null : target != null;
        if (notNull) {
            List<Val> before = new ArrayList<>();
            for (int i = 0; i < getLocals(); i++) {
                before.add(getLocal(i));
                if (getLocal(i).equals(value)) {
                    setLocal(i, value.notNull());
                }
            }
            untouched = before;
        }
    }

    private void restore() {
        List<Val> before = untouched;
        if (before != null) {
            for (int i = 0; i < getLocals(); i++) {
                setLocal(i, before.get(i));
            }
        }
    }

    void acquire(Lock lock) {
        List<Lock> more = new ArrayList<>(locks);
        more.add(lock);
        locks = more;
    }

    /** Releases one hold; false when it was not held here. */
    boolean release(Lock lock) {
        int at = locks.lastIndexOf(lock);
        if (at < 0) {
            return false;
        }
        List<Lock> fewer = new ArrayList<>(locks);
        fewer.remove(at);
        locks = fewer;
        return true;
    }

    /** The field at {@code path} is assigned: what was loaded from it before is another object from now on. */
    void replaced(Sym path, Sym old) {
        for (int i = 0; i < getLocals(); i++) {
            Val before = getLocal(i);
            if (before.syms().contains(path)) {
                setLocal(i, before.with(path, old));
            }
        }
    }

    void start(Set<Task> tasks) {
        started = union(started, tasks);
        Set<Task> still = new LinkedHashSet<>(joined);
        still.removeAll(tasks);
        joined = still;
    }

    void join() {
        joined = union(joined, started);
    }

    /** The locks held here, each once. */
    Set<Lock> held() {
        return locks.isEmpty() ? Set.of() : new LinkedHashSet<>(locks);
    }

    List<Lock> locks() {
        return locks;
    }

    Set<Task> live() {
        if (started.isEmpty()) {
            return started;
        }
        Set<Task> live = new LinkedHashSet<>(started);
        live.removeAll(joined);
        return live;
    }

    private static <T> Set<T> union(Set<T> a, Set<T> b) {
        if (a.containsAll(b)) {
            return a;
        }
        Set<T> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return all;
    }

    private static List<Lock> intersect(List<Lock> a, List<Lock> b) {
        if (a.equals(b)) {
            return a;
        }
        List<Lock> rest = new ArrayList<>(b);
        List<Lock> common = new ArrayList<>();
        for (Lock lock : a) {
            if (rest.remove(lock)) {
                common.add(lock);
            }
        }
        return common;
    }
}
