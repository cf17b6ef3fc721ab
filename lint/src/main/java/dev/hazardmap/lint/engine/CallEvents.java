package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What a call does, whoever makes it: an instruction, or a function that something called back. */
final class CallEvents {
    private static final Set<String> COLLECTIONS_WRITES =
            Set.of("sort", "shuffle", "reverse", "swap", "addAll", "fill", "rotate");
    private static final Set<String> COLLECTIONS_READS = Set.of("max", "min", "frequency", "disjoint", "list");

    private final Flow flow;
    private final MethodFacts facts;
    private final KindFlows kinds;
    private final Types types;
    private final Calls calls;
    private final FunctionEvents functions;
    private final List<Summary.Store> stores = new ArrayList<>();
    private final Set<Integer> heavyCalls = new HashSet<>();
    private boolean heavy;

    CallEvents(Flow flow, MethodFacts facts, KindFlows kinds) {
        this.flow = flow;
        this.facts = facts;
        this.kinds = kinds;
        this.types = flow.program().types();
        this.calls = flow.calls();
        this.functions = new FunctionEvents(flow, facts, kinds, this);
    }

    FunctionEvents functions() {
        return functions;
    }

    List<Summary.Store> stores() {
        return stores;
    }

    boolean heavy() {
        return heavy;
    }

    void store(Sym target, Val value) {
        if (target.root() instanceof Sym.Param && stores.size() < 40) {
            stores.add(new Summary.Store(target, value));
        }
    }

    void keep(Context context, Sym sym, String how) {
        functions.keep(context, sym, how);
    }

    void call(Context context, int opcode, String owner, String name, String desc, List<Val> args) {
        Op op = calls.op(opcode, owner, name, desc);
        if (op != null) {
            container(context, op, owner, desc, args);
            return;
        }
        bulkReads(context, opcode, owner, name, desc, args);
        if (owner.equals("java/util/concurrent/atomic/AtomicReference")
                && args.size() > 1
                && !desc.contains("/function/")) {
            args.get(0).syms().forEach(sym -> kinds.element(sym, flow.method(), args.get(args.size() - 1)));
        }
        List<MethodInfo> targets = calls.targets(opcode, owner, name, desc, args);
        if (functions.spawn(context, owner, name, desc, args, targets)) {
            return;
        }
        boolean costly = Cost.external(owner, name);
        for (MethodInfo target : targets) {
            costly |= target.summary().heavy();
            functions.enter(context, target, args);
        }
        if (costly) {
            heavy = true;
            noteHeavy(context, name, args);
        }
        boolean called = functions.calledBack(context, opcode, owner, name, desc, args);
        if (targets.isEmpty() && !called) {
            functions.external(context, owner, name, args, opcode);
        }
    }

    private void noteHeavy(Context context, String name, List<Val> args) {
        heavyCalls.add(context.insn());
        if (name.equals("<init>") && args.get(0).only() instanceof Sym.Fresh made) {
            heavyCalls.add(made.site().insn());
        }
    }

    /** The value was computed by a call that costs something, whether or not it is then needed. */
    private boolean costly(Val value) {
        for (Sym sym : value.syms()) {
            Site site = sym instanceof Sym.Fresh fresh
                    ? fresh.site()
                    : sym instanceof Sym.Result result ? result.site() : null;
            if (site != null && site.method() == flow.method() && heavyCalls.contains(site.insn())) {
                return true;
            }
        }
        return false;
    }

    private void container(Context context, Op op, String owner, String desc, List<Val> args) {
        Val receiver = args.get(0).notNull();
        Val key = op.key() == 0 ? Val.UNKNOWN1 : argument(op.key(), args);
        Val value = op.value() == 0 ? Val.UNKNOWN1 : argument(op.value(), args);
        value = value.withReads(flow.heap().reads(value));
        boolean entry = types.family(owner) == Family.ENTRY;
        boolean iterator = types.family(owner) == Family.ITERATOR && op.writes();
        Op done = iterator ? op.named("Iterator." + op.name()) : op;
        for (Sym sym : receiver.syms()) {
            Sym path = entry && sym instanceof Sym.Elem elem ? elem.base().container() : sym.container();
            if (op.effect() != Op.Effect.NONE
                    || op.view() == Sym.ViewKind.ITERATOR
                    || op.view() == Sym.ViewKind.STREAM) {
                emit(context, path, done, key, value);
            }
            elements(path, op, key, value, args);
            if (op.writes()) {
                Val added = op.value() != 0 ? value : key;
                added.syms().forEach(each -> keep(context, each, "a container"));
                added.syms().forEach(each -> functions.held(path, each));
            }
            if (op.name().equals("putIfAbsent") && costly(value)) {
                facts.heavyArgs()
                        .computeIfAbsent(context.insn(), i -> new ArrayList<>())
                        .add(access(context, path, op, key, value));
            }
            if (op.function() != 0) {
                Val function = argument(op.function(), args);
                boolean parallel = desc.startsWith("(J");
                functions.inContainer(context, op, path, function, key, parallel);
            }
        }
        if (op.source() != 0) {
            bulkRead(context, argument(op.source(), args), false);
            copied(args.get(0), argument(op.source(), args));
        }
    }

    /** Everything in {@code source} went into {@code target}. */
    private void copied(Val target, Val source) {
        for (Sym sym : target.syms()) {
            if (sym instanceof Sym.Fresh) {
                source.syms().forEach(from -> facts.copies()
                        .computeIfAbsent(sym, s -> new HashSet<>())
                        .add(from.container()));
            }
        }
    }

    private void elements(Sym path, Op op, Val key, Val value, List<Val> args) {
        if (op.value() != 0) {
            kinds.element(path, flow.method(), value);
        } else if (op.writes() && op.key() != 0) {
            kinds.element(path, flow.method(), key);
        }
        if (op.function() != 0 && op.atomic()) {
            for (Sym function : argument(op.function(), args).syms()) {
                for (MethodInfo target : calls.implementations(function, "")) {
                    target.summary().returns().syms().stream()
                            .filter(sym -> sym instanceof Sym.Fresh)
                            .forEach(sym -> kinds.element(path, target, Val.of(sym)));
                }
                if (function instanceof Sym.Lambda lambda && lambda.impl().getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                    String type = lambda.impl().getOwner();
                    Site site = new Site(flow.method(), -1, -1);
                    kinds.element(path, flow.method(), Val.of(new Sym.Fresh(site, type, types.kind(type))));
                } else if (function instanceof Sym.Lambda lambda
                        && lambda.impl().getName().equals("newKeySet")) {
                    Site site = new Site(flow.method(), -1, -1);
                    kinds.element(path, flow.method(), Val.of(new Sym.Fresh(site, "java/util/Set", Kind.CONCURRENT)));
                }
            }
        }
    }

    private static Val argument(int position, List<Val> args) {
        int index = position < 0 ? args.size() - 1 : position;
        return index < args.size() ? args.get(index) : Val.UNKNOWN1;
    }

    private void bulkReads(Context context, int opcode, String owner, String name, String desc, List<Val> args) {
        boolean constructor = name.equals("<init>") && types.family(owner).holds() && desc.startsWith("(Ljava/util/");
        boolean copy = opcode == Opcodes.INVOKESTATIC && name.equals("copyOf") && !owner.equals("java/util/Arrays");
        boolean reads = owner.equals("java/util/Collections") && COLLECTIONS_READS.contains(name);
        if (constructor && args.size() > 1) {
            // A map copies by iterating; a list asks for an array, which a synchronized collection makes under its own
            // lock.
            Op bulk = types.family(owner) == Family.MAP || owner.endsWith("Set")
                    ? Op.BULK_READ.named("copy by iteration")
                    : Op.BULK_READ;
            args.get(1).syms().forEach(sym -> emit(context, sym.container(), bulk, Val.UNKNOWN1, Val.UNKNOWN1));
            copied(args.get(0), args.get(1));
        } else if ((copy || reads) && !args.isEmpty()) {
            bulkRead(context, args.get(0), false);
        } else if (owner.equals("java/util/Collections") && COLLECTIONS_WRITES.contains(name)) {
            Op write = new Op("Collections." + name, Op.Effect.WRITE, 0, 0, 0, 0, Op.Result.NONE, null, false);
            args.get(0).syms().forEach(sym -> emit(context, sym.container(), write, Val.UNKNOWN1, Val.UNKNOWN1));
        } else if (name.equals("valueOf") && owner.equals("java/lang/String")
                || name.equals("append") && owner.startsWith("java/lang/StringB")) {
            bulkRead(context, args.get(args.size() - 1), true);
        }
    }

    /** All entries are read; {@code asText}: only when the value is known to be a container. */
    void bulkRead(Context context, Val value, boolean asText) {
        for (Sym sym : value.syms()) {
            if (!asText || isContainer(sym)) {
                Op op = asText ? Op.BULK_READ.named("toString") : Op.BULK_READ;
                emit(context, sym.container(), op, Val.UNKNOWN1, Val.UNKNOWN1);
            }
        }
    }

    private boolean isContainer(Sym sym) {
        if (sym instanceof Sym.Field field) {
            return types.family(Names.typeOf(field.key().desc())).holds();
        } else if (sym instanceof Sym.Static field) {
            return types.family(Names.typeOf(field.key().desc())).holds();
        }
        return sym instanceof Sym.View
                || (sym instanceof Sym.Fresh fresh && types.family(fresh.type()).holds());
    }

    void emit(Context context, Sym path, Op op, Val key, Val value) {
        emit(context, access(context, path, op, key, value), context.depth() > 0);
    }

    private static Access access(Context context, Sym path, Op op, Val key, Val value) {
        return new Access(path, op, key, value, context.locks(), context.task(), context.live(), context.trace());
    }

    void emit(Context context, Access access, boolean viaCall) {
        Sym root = access.path().root();
        if (root instanceof Sym.Param || root instanceof Sym.Static || root instanceof Sym.Fresh) {
            facts.events().add(new MethodFacts.Event(context.insn(), access, viaCall));
        }
    }

    static int opcode(Handle handle) {
        return switch (handle.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> Opcodes.INVOKEVIRTUAL;
        };
    }

    static int parameters(Handle handle) {
        return Type.getArgumentCount(handle.getDesc()) + (handle.getTag() == Opcodes.H_INVOKESTATIC ? 0 : 1);
    }

    static Set<Sym> nonNull(Val value) {
        return new LinkedHashSet<>(value.notNull().syms());
    }
}
