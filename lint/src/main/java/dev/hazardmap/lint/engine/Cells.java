package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Gathers the uses of every container that lives in a field, from every method that threads may enter.
 *
 * <p>Accesses from different methods are comparable because their paths are cut at the object that holds the container: {@code
 * this.this$0.live} under {@code this.this$0.lock} and {@code this.live} under {@code this.lock} both become {@code live} under {@code
 * lock}.
 */
final class Cells {
    private static final Sym HOLDER = new Sym.Param(-1);

    private final Program program;
    private final Aliases aliases;
    private final Kinds kinds;
    private final Roots roots;
    private final CallerLocks callerLocks;
    private final Map<Object, Cell> cells = new LinkedHashMap<>();

    Cells(Program program, Aliases aliases, Kinds kinds, Roots roots) {
        this.program = program;
        this.aliases = aliases;
        this.kinds = kinds;
        this.roots = roots;
        this.callerLocks = new CallerLocks(program, roots);
    }

    private record Key(FieldKey field, int nesting, boolean reference) {}

    List<Cell> collect(List<MethodFacts> all) {
        for (MethodFacts facts : all) {
            if (entry(facts.method())) {
                facts.events().forEach(event -> add(facts.method(), event.access(), false));
            }
            // A kept function runs on its own, whoever made it.
            facts.escapedAccesses().forEach(access -> add(facts.method(), access, true));
        }
        return new ArrayList<>(cells.values());
    }

    /** Whether threads may come in here: not through callers that hold a lock, not a lambda body (whoever runs it counts). */
    private boolean entry(MethodInfo method) {
        boolean assertsLock = method.calls().stream()
                .anyMatch(
                        call -> call.name().equals("holdsLock") && call.owner().equals("java/lang/Thread"));
        // The body of an anonymous task is seen from whoever starts it, who also knows on what executor.
        boolean seenFromStarter = method.taskRoot() != null && method.owner().isAnonymous();
        if (method.isSynthetic() || assertsLock || seenFromStarter) {
            return false;
        }
        boolean lifecycle = method.isInitializer()
                || method.taskRoot() != null
                || roots.threadBody(method)
                || roots.calledByThreads(method);
        if (lifecycle || method.callers().isEmpty()) {
            return lifecycle || !method.isPrivate();
        }
        if (method.callers().stream().allMatch(MethodInfo.Caller::locked)) {
            return false;
        }
        boolean foreign =
                method.callers().stream().anyMatch(caller -> caller.method().owner() != method.owner());
        return method.isExported() || (!method.isPrivate() && foreign);
    }

    private void add(MethodInfo entry, Access access, boolean later) {
        Sym path = aliases.normal(access.path()).container();
        int nesting = 0;
        while (path instanceof Sym.Elem elem) {
            path = elem.base().container();
            nesting++;
        }
        FieldKey key = key(entry, path);
        Sym holder = path instanceof Sym.Field field ? field.base() : path;
        if (key == null
                || nesting > 2
                || !(holder.root() instanceof Sym.Param || holder.root() instanceof Sym.Static)) {
            return;
        }
        boolean reference = access.reference();
        boolean isStatic = path instanceof Sym.Static;
        int depth = nesting;
        Sym container = path;
        Cell cell = cells.computeIfAbsent(
                new Key(key, nesting, reference),
                k -> new Cell(
                        key,
                        depth,
                        reference,
                        isStatic,
                        program.field(key),
                        kindsOf(entry, container, key, depth),
                        depth == 1 && kinds.of(key).equals(EnumSet.of(Kind.CONCURRENT))));
        cell.uses().add(use(entry, access, later, isStatic ? null : holder, nesting));
    }

    private Set<Kind> kindsOf(MethodInfo entry, Sym path, FieldKey key, int nesting) {
        Sym at = path;
        for (int i = 0; i < nesting; i++) {
            at = Sym.elem(at);
        }
        if (nesting == 0 && key.name().equals("this")) {
            return EnumSet.of(program.types().kind(key.owner()));
        }
        return nesting == 0 ? kinds.of(key) : kinds.of(entry, at);
    }

    private @Nullable FieldKey key(MethodInfo entry, Sym path) {
        if (path instanceof Sym.Field field) {
            return field.key();
        } else if (path instanceof Sym.Static field) {
            return field.key();
        }
        String owner = entry.owner().name();
        boolean self = path.equals(new Sym.Param(0))
                && !entry.isStatic()
                && program.types().family(owner).holds();
        return self ? new FieldKey(owner, "this", "L" + owner + ";") : null;
    }

    private Use use(MethodInfo entry, Access access, boolean later, @Nullable Sym holder, int nesting) {
        Set<Lock> locks = new LinkedHashSet<>();
        String weak = "";
        boolean here = access.task() == null && !later;
        Set<Lock> all = here ? Context.union(access.locks(), callerLocks.of(entry)) : access.locks();
        for (Lock written : all) {
            Lock lock = aliases.normal(written);
            Lock named = relative(entry, lock, holder);
            String why = weakness(entry, access, lock, named, holder, nesting);
            if (why.isEmpty()) {
                locks.add(named);
            } else if (!why.equals("-")) {
                weak = why;
            }
        }
        if (locks.stream().anyMatch(lock -> lock.mode() != Lock.Mode.CONFINED)) {
            weak = "";
        }
        Task task = access.task();
        boolean body = roots.threadBody(entry);
        if (task == null && (entry.taskRoot() != null || body)) {
            Task root = entry.taskRoot();
            task = root != null
                    ? root
                    : new Task(new Site(entry, 0, access.trace().get(0).line()), roots.forkJoin(entry), false, false);
        }
        boolean shared = roots.calledByThreads(entry) || roots.shared(entry.owner());
        // A constructor runs before its own object is shared; what is static has been shared since the class was
        // loaded.
        boolean setsUp = holder == null && entry.name().equals("<init>")
                ? false
                : roots.lifecycle(entry) || helpsConstructors(entry, holder == null);
        boolean early = setsUp && task == null && access.live().isEmpty() && !later;
        return new Use(access, entry, locks, task, early, shared, later, holder, weak);
    }

    /** Not public, and all who call it are constructors and the like. */
    private boolean helpsConstructors(MethodInfo method, boolean forStatic) {
        return helpsConstructors(method, forStatic, 0);
    }

    private boolean helpsConstructors(MethodInfo method, boolean forStatic, int depth) {
        return !method.isPublic()
                && depth < 3
                && !method.callers().isEmpty()
                && method.callers().stream()
                        .allMatch(caller -> (roots.lifecycle(caller.method())
                                        && !(forStatic && caller.method().name().equals("<init>")))
                                || helpsConstructors(caller.method(), forStatic, depth + 1));
    }

    /** Why a lock does not protect the cell; "-" for an executor that is none. */
    private String weakness(MethodInfo entry, Access access, Lock lock, Lock named, @Nullable Sym holder, int nesting) {
        Sym path = lock.path();
        Sym root = path.root();
        if (lock.mode() == Lock.Mode.CONFINED) {
            boolean serial =
                    path instanceof Sym.Const || kinds.of(entry, path).equals(EnumSet.of(Kind.SERIAL_EXECUTOR));
            return serial ? "" : "-";
        }
        if (nesting == 0 && access.key().syms().contains(path) && !(root instanceof Sym.Special)) {
            return "the lock is the key, so two keys have two locks";
        }
        boolean near = access.trace().size() <= 2;
        boolean holders = holder != null && contains(holder, lock.path());
        if (near && root instanceof Sym.Fresh && !(path instanceof Sym.View)) {
            return "the lock object is made in the same call, so every thread locks its own";
        }
        if (near && !holders && path instanceof Sym.Elem && nesting == 0 && lock.mode() != Lock.Mode.ENTRY) {
            return "the lock is chosen per key, so two keys have two locks";
        }
        boolean instance = holder == null && root instanceof Sym.Param && !(path instanceof Sym.Static);
        return instance && !single(entry.owner()) ? "the lock belongs to an instance, the map to the class" : "";
    }

    /** Only one instance can be expected: every constructor is private, or a container makes it once. */
    private boolean single(ClassInfo info) {
        boolean hidden = true;
        for (MethodInfo method : info.methods()) {
            hidden &= !method.name().equals("<init>") || method.isPrivate();
        }
        return hidden || roots.shared(info);
    }

    private static Lock relative(MethodInfo entry, Lock lock, @Nullable Sym holder) {
        Sym path = holder == null ? lock.path() : beside(lock.path(), holder);
        Sym root = path.root();
        if (root instanceof Sym.Fresh) {
            path = Sym.Special.UNKNOWN;
        } else if (root instanceof Sym.Param param && param.index() >= 0) {
            boolean self = param.index() == 0 && !entry.isStatic();
            path = self
                    ? replaceRoot(
                            path,
                            new Sym.Const(
                                    Type.getObjectType("this/" + entry.owner().name())))
                    : Sym.Special.UNKNOWN;
        }
        return new Lock(path, lock.mode());
    }

    /**
     * The lock as seen from the holder: on the holder or below it, or reached by going up from the holder first ({@code a.lock} for a
     * container in {@code a.b.c}). The way up is part of the name.
     */
    private static Sym beside(Sym lock, Sym holder) {
        StringBuilder up = new StringBuilder();
        for (Sym at = holder; at != null; at = at.parent()) {
            if (contains(lock, at) && !(at instanceof Sym.Const)) {
                Sym marker = up.isEmpty() ? HOLDER : new Sym.Const("up from holder: " + up);
                return rebase(lock, at, marker);
            }
            up.append('/')
                    .append(
                            at instanceof Sym.Field f
                                    ? f.key().label()
                                    : at.getClass().getSimpleName());
        }
        return lock;
    }

    private static boolean contains(Sym path, Sym part) {
        for (Sym at = path; at != null; at = at.parent()) {
            if (at.equals(part)) {
                return true;
            }
        }
        return false;
    }

    private static Sym rebase(Sym path, Sym holder, Sym marker) {
        if (path.equals(holder)) {
            return marker;
        }
        return path instanceof Sym.Step step ? Sym.step(step, rebase(step.base(), holder, marker)) : path;
    }

    private static Sym replaceRoot(Sym path, Sym root) {
        return path instanceof Sym.Step step ? Sym.step(step, replaceRoot(step.base(), root)) : root;
    }
}
