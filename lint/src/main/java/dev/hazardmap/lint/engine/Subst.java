package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces a callee's parameters by the caller's values in paths, locks and values.
 *
 * <p>Made for one call; what a path became is remembered, since the accesses of a callee name the same few paths. The heap must not change
 * in between, which it does not: one call is one instruction.
 */
final class Subst {
    private final Heap heap;
    private final List<Val> args;
    private final Map<Sym, Set<Sym>> known = new HashMap<>();

    Subst(Heap heap, List<Val> args) {
        this.heap = heap;
        this.args = args;
    }

    Set<Sym> sym(Sym sym) {
        if (sym instanceof Sym.Param param) {
            return param.index() < args.size() ? args.get(param.index()).syms() : Set.of(Sym.Special.UNKNOWN);
        } else if (sym instanceof Sym.Step step) {
            Set<Sym> found = known.get(sym);
            if (found == null) {
                found = step(step);
                known.put(sym, found);
            }
            return found;
        } else if (sym instanceof Sym.Lambda lambda) {
            List<Val> captured = new ArrayList<>();
            lambda.captured().forEach(val -> captured.add(val(val)));
            return Set.of(new Sym.Lambda(lambda.impl(), captured, lambda.iface(), lambda.ifaceMethod()));
        }
        return Set.of(sym);
    }

    private Set<Sym> step(Sym.Step step) {
        Set<Sym> bases = sym(step.base());
        if (bases.size() == 1) {
            return step(step, bases.iterator().next());
        }
        Set<Sym> out = new LinkedHashSet<>();
        bases.forEach(base -> out.addAll(step(step, base)));
        return out.size() > Val.MAX ? Set.of(Sym.Special.UNKNOWN) : out;
    }

    private Set<Sym> step(Sym.Step step, Sym base) {
        if (step instanceof Sym.Field field) {
            return heap.load(base, field.key());
        }
        return step instanceof Sym.View view ? Set.of(Sym.view(base, view.kind())) : heap.loadElem(base);
    }

    Val val(Val val) {
        if (val == Val.UNKNOWN1 || val == Val.UNKNOWN2) {
            return val;
        }
        if (val.syms().size() == 1) {
            Set<Sym> found = sym(val.syms().iterator().next());
            return found.equals(val.syms()) && val.reads().isEmpty() ? val : Val.of(val.size(), found);
        }
        Set<Sym> out = new LinkedHashSet<>();
        val.syms().forEach(sym -> out.addAll(sym(sym)));
        return Val.of(val.size(), out);
    }

    /** A lock whose path could be several things is a lock without a name. */
    Set<Lock> locks(Set<Lock> locks) {
        if (locks.isEmpty()) {
            return locks;
        }
        Set<Lock> out = new LinkedHashSet<>();
        for (Lock lock : locks) {
            Set<Sym> paths = new LinkedHashSet<>(sym(lock.path()));
            paths.remove(Sym.Special.NULL);
            Sym path = paths.size() == 1 ? paths.iterator().next() : Sym.Special.UNKNOWN;
            out.add(LockModel.lock(path, lock.mode()));
        }
        return out;
    }
}
