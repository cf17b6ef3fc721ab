package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * The locks that every way into a method brings along: what all callers hold, and what all their callers hold.
 *
 * <p>Lock paths are turned into terms of the callee: what was passed as an argument becomes a parameter, a static stays, and a lock the
 * callee cannot name keeps the name of its field or class, which is enough to see that two methods are called under the same one.
 * Constructors that call on the object they make don't count: nobody else has it yet.
 */
final class CallerLocks {
    private static final int ROUNDS = 3;

    private final Map<MethodInfo, Set<Lock>> held = new HashMap<>();

    CallerLocks(Program program, Roots roots) {
        List<MethodInfo> called = new ArrayList<>();
        for (ClassInfo info : program.classes()) {
            for (MethodInfo method : info.methods()) {
                boolean root = method.taskRoot() != null || roots.threadBody(method) || roots.calledByThreads(method);
                if (!method.callers().isEmpty() && !root) {
                    called.add(method);
                }
            }
        }
        called.sort(Comparator.comparingInt((MethodInfo method) -> -method.order()));
        Set<MethodInfo> open = new LinkedHashSet<>(called);
        for (int round = 0; round < ROUNDS; round++) {
            for (MethodInfo method : called) {
                held.put(method, common(method, open));
            }
        }
        held.values().removeIf(Set::isEmpty);
    }

    /** Locks held whenever {@code method} runs, in terms of its parameters. */
    Set<Lock> of(MethodInfo method) {
        return held.getOrDefault(method, Set.of());
    }

    private Set<Lock> common(MethodInfo method, Set<MethodInfo> open) {
        @Nullable Set<Lock> all = null;
        for (MethodInfo.Caller caller : method.callers()) {
            boolean cycle = open.contains(caller.method()) && !held.containsKey(caller.method());
            boolean makes = caller.sameObject() && caller.method().isInitializer();
            if (cycle || makes) {
                continue;
            }
            Set<Lock> brings = new LinkedHashSet<>(caller.locks());
            for (Lock lock : of(caller.method())) {
                brings.add(inherited(lock, caller));
            }
            if (all == null) {
                all = brings;
            } else {
                all.retainAll(brings);
            }
        }
        return all == null ? Set.of() : all;
    }

    /** A lock the caller's callers hold, as the callee sees it. */
    private static Lock inherited(Lock lock, MethodInfo.Caller caller) {
        Sym root = lock.path().root();
        boolean own = root.equals(new Sym.Param(0)) && !caller.method().isStatic();
        boolean named = !(root instanceof Sym.Param) || (own && caller.sameObject());
        return named ? lock : new Lock(anonymous(lock.path(), caller.method()), lock.mode());
    }

    /** What the caller holds, in terms of the callee. */
    static Set<Lock> passed(Set<Lock> locks, MethodInfo caller, List<Val> args) {
        if (locks.isEmpty()) {
            return Set.of();
        }
        Set<Lock> out = new LinkedHashSet<>();
        for (Lock lock : locks) {
            out.add(new Lock(passed(lock.path(), caller, args), lock.mode()));
        }
        return out;
    }

    private static Sym passed(Sym path, MethodInfo caller, List<Val> args) {
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i).only().equals(path)) {
                return new Sym.Param(i);
            }
        }
        if (path instanceof Sym.Step step) {
            Sym base = passed(step.base(), caller, args);
            if (base instanceof Sym.Param || base instanceof Sym.Step) {
                return Sym.step(step, base);
            }
        }
        return path.root() instanceof Sym.Param || path.root() instanceof Sym.Fresh ? anonymous(path, caller) : path;
    }

    private static Sym anonymous(Sym path, MethodInfo caller) {
        if (path instanceof Sym.Field field) {
            return new Sym.Field(new Sym.Const("the caller's"), field.key());
        }
        boolean self = path.equals(new Sym.Param(0)) && !caller.isStatic();
        return self ? new Sym.Const(Type.getObjectType("this/" + caller.owner().name())) : Sym.Special.UNKNOWN;
    }
}
