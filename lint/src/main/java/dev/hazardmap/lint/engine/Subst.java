package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Replaces a callee's parameters by the caller's values in paths, locks and values. */
final class Subst {
    private final Heap heap;
    private final List<Val> args;

    Subst(Heap heap, List<Val> args) {
        this.heap = heap;
        this.args = args;
    }

    Set<Sym> sym(Sym sym) {
        if (sym instanceof Sym.Param param) {
            return param.index() < args.size() ? args.get(param.index()).syms() : Set.of(Sym.Special.UNKNOWN);
        }
        Set<Sym> out = new LinkedHashSet<>();
        if (sym instanceof Sym.Field field) {
            for (Sym base : sym(field.base())) {
                out.addAll(heap.load(base, field.key()));
            }
        } else if (sym instanceof Sym.Elem elem) {
            sym(elem.base()).forEach(base -> out.addAll(heap.loadElem(base)));
        } else if (sym instanceof Sym.View view) {
            sym(view.base()).forEach(base -> out.add(Sym.view(base, view.kind())));
        } else if (sym instanceof Sym.Lambda lambda) {
            List<Val> captured = new ArrayList<>();
            lambda.captured().forEach(val -> captured.add(val(val)));
            out.add(new Sym.Lambda(lambda.impl(), captured, lambda.iface(), lambda.ifaceMethod()));
        } else {
            out.add(sym);
        }
        return out.size() > Val.MAX ? Set.of(Sym.Special.UNKNOWN) : out;
    }

    Val val(Val val) {
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
