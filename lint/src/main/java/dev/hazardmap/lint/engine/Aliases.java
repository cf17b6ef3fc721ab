package dev.hazardmap.lint.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Fields that are another name for something: {@code r = rw.readLock()}, {@code view = unmodifiableMap(live)}.
 *
 * <p>A field counts when it is assigned once in the program, in a constructor or static initialiser. Its path is then replaced by what was
 * assigned, seen from the same object; an object made in the constructor is named by the first field that holds it.
 */
final class Aliases {
    private final Map<FieldKey, Sym> names = new HashMap<>();
    private final Map<Sym, FieldKey> homes = new HashMap<>();

    Aliases(Program program) {
        Map<FieldKey, MethodFacts.Assign> single = new HashMap<>();
        Set<FieldKey> several = new HashSet<>();
        for (ClassInfo info : program.classes()) {
            for (MethodInfo method : info.methods()) {
                MethodFacts facts = method.facts();
                if (facts != null) {
                    facts.assigns().forEach(assign -> note(method, assign, single, several));
                }
            }
        }
        single.keySet().removeAll(several);
        single.forEach((key, assign) -> {
            if (assign.value().only() instanceof Sym.Fresh fresh) {
                homes.putIfAbsent(fresh, key);
            }
        });
        single.forEach((key, assign) -> name(key, assign.value().only()));
    }

    private static void note(
            MethodInfo method,
            MethodFacts.Assign assign,
            Map<FieldKey, MethodFacts.Assign> single,
            Set<FieldKey> several) {
        FieldKey key = key(assign.target());
        if (key != null && (!method.isInitializer() || single.putIfAbsent(key, assign) != null)) {
            several.add(key);
        }
    }

    private static @org.jspecify.annotations.Nullable FieldKey key(Sym target) {
        if (target instanceof Sym.Field field) {
            return field.key();
        }
        return target instanceof Sym.Static field ? field.key() : null;
    }

    private void name(FieldKey key, Sym value) {
        boolean path = value instanceof Sym.Field || value instanceof Sym.View || value instanceof Sym.Static;
        Sym root = value.root();
        boolean ours = root.equals(new Sym.Param(0)) || root instanceof Sym.Static || root instanceof Sym.Fresh;
        boolean plainStatic = value instanceof Sym.Static;
        if (path && ours && !plainStatic && !mentions(value, key)) {
            names.put(key, value);
        } else if (value instanceof Sym.Fresh && !Objects.equals(key, homes.get(value))) {
            names.put(key, value);
        }
    }

    private static boolean mentions(Sym value, FieldKey key) {
        for (Sym at = value; at != null; at = at.parent()) {
            if (Objects.equals(key, key(at))) {
                return true;
            }
        }
        return false;
    }

    /** The path with every alias replaced. */
    Sym normal(Sym sym) {
        return normal(sym, 0);
    }

    private Sym normal(Sym sym, int depth) {
        if (sym instanceof Sym.Field field) {
            Sym base = normal(field.base(), depth);
            Sym alias = depth < 3 ? names.get(field.key()) : null;
            return alias == null ? Sym.field(base, field.key()) : normal(rebase(alias, base), depth + 1);
        } else if (sym instanceof Sym.Static field) {
            Sym alias = depth < 3 ? names.get(field.key()) : null;
            return alias == null ? sym : normal(rebase(alias, sym), depth + 1);
        } else if (sym instanceof Sym.View view) {
            return Sym.view(normal(view.base(), depth), view.kind());
        } else if (sym instanceof Sym.Elem elem) {
            return Sym.elem(normal(elem.base(), depth));
        }
        return sym;
    }

    /** {@code alias} as written in a constructor, seen from object {@code base}. */
    private Sym rebase(Sym alias, Sym base) {
        if (alias instanceof Sym.Param) {
            return base;
        } else if (alias instanceof Sym.Fresh fresh) {
            FieldKey home = homes.get(fresh);
            FieldKey key = home != null
                    ? home
                    : new FieldKey(
                            fresh.site().method().owner().name(), "<" + fresh.site() + ">", "L" + fresh.type() + ";");
            boolean isStatic = base instanceof Sym.Static;
            return isStatic ? new Sym.Static(key) : Sym.field(base, key);
        } else if (alias instanceof Sym.Field field) {
            return Sym.field(rebase(field.base(), base), field.key());
        } else if (alias instanceof Sym.View view) {
            return Sym.view(rebase(view.base(), base), view.kind());
        }
        return alias;
    }

    /** The lock with its aliases replaced: a field that holds {@code rw.readLock()} is the read side of {@code rw}. */
    Lock normal(Lock lock) {
        return LockModel.lock(normal(lock.path()), lock.mode());
    }
}
