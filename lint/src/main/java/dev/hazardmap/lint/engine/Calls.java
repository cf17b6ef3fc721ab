package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** What calls return, and what they do to locks and tasks. */
final class Calls {
    private final Flow flow;
    private final Program program;
    private final LockModel locks;
    private final TaskModel tasks;
    private final KnownCalls known;

    Calls(Flow flow) {
        this.flow = flow;
        this.program = flow.program();
        this.locks = new LockModel(program.types());
        this.tasks = new TaskModel(program.types());
        this.known = new KnownCalls(flow);
    }

    LockModel locks() {
        return locks;
    }

    TaskModel tasks() {
        return tasks;
    }

    /** The row of the effect table for a call, or null when it is no container call. */
    @Nullable
    Op op(int opcode, String owner, String name, String desc) {
        if (opcode == Opcodes.INVOKESTATIC || name.equals("<init>")) {
            return null;
        }
        Family family = program.types().family(owner);
        Op op = family == Family.NONE ? null : Effects.find(family, name);
        if (op == null || (program.find(owner) != null && program.lookup(owner, name, desc) != null)) {
            return null;
        }
        return arity(op, desc);
    }

    /** The overloads that differ in effect: get(int) of a Properties, remove() of a queue, parallel bulk operations. */
    private static @Nullable Op arity(Op op, String desc) {
        int count = Type.getArgumentCount(desc);
        if (count == 2 && op.name().equals("remove") && op.key() == 1 && desc.endsWith(")Z")) {
            return op.named("removeIfEqual"); // Map.remove(key, value) compares and removes in one step
        }
        boolean fits = op.key() <= count && op.value() <= count && op.function() <= count && op.source() <= count;
        if (fits) {
            return op;
        }
        boolean keyless = op.key() > count && op.function() == 0;
        return keyless ? new Op(op.name(), op.effect(), 0, 0, 0, 0, op.result(), op.view(), false) : null;
    }

    @Nullable
    Val result(int opcode, String owner, String name, String desc, List<Val> args, AbstractInsnNode insn) {
        Type type = Type.getReturnType(desc);
        if (type == Type.VOID_TYPE) {
            return null;
        }
        Set<Integer> reads = new LinkedHashSet<>();
        args.forEach(arg -> reads.addAll(flow.heap().reads(arg)));
        Val value = value(opcode, owner, name, desc, args, insn, type, reads);
        args.forEach(arg -> flow.heap().derive(value, arg));
        Val sized = value.size() == type.getSize() ? value : new Val(type.getSize(), value.syms(), value.reads());
        return sized.withReads(reads);
    }

    private Val value(
            int opcode,
            String owner,
            String name,
            String desc,
            List<Val> args,
            AbstractInsnNode insn,
            Type type,
            Set<Integer> reads) {
        Op op = op(opcode, owner, name, desc);
        if (op != null) {
            return containerResult(op, owner, args.get(0), insn, type, reads);
        }
        Val special = known.result(opcode, owner, name, desc, args, insn);
        if (special != null) {
            return special;
        }
        List<MethodInfo> targets = targets(opcode, owner, name, desc, args);
        if (targets.isEmpty()) {
            return external(owner, name, args, insn, type);
        }
        Set<Sym> out = new LinkedHashSet<>();
        for (MethodInfo target : targets) {
            Summary summary = target.summary();
            Subst subst = new Subst(flow.heap(), args);
            for (Sym sym : subst.val(summary.returns()).syms()) {
                if (sym == Sym.Special.NULL
                        && !target.owner()
                                .outermost()
                                .equals(flow.method().owner().outermost())) {
                    continue; // when another class gives null is its contract, and its callers are taken to know it
                }
                out.add(
                        sym instanceof Sym.Fresh f && f.site().method() != flow.method()
                                ? flow.fresh(insn, f.type(), f.kind())
                                : sym instanceof Sym.Result || sym == Sym.Special.UNKNOWN
                                        ? flow.result(insn, resultType(type))
                                        : sym);
            }
            if (!summary.returnReads().isEmpty()) {
                reads.add(flow.index(insn));
            }
        }
        return Val.of(type.getSize(), out);
    }

    private Val external(String owner, String name, List<Val> args, AbstractInsnNode insn, Type type) {
        if (!args.isEmpty() && TaskModel.pipeline(owner) && TaskModel.pipeline(resultType(type))) {
            Set<Sym> out = new LinkedHashSet<>();
            for (Sym sym : args.get(0).syms()) {
                out.add(pipelineStep(sym, name));
            }
            return Val.of(1, out);
        }
        Set<Sym> called = new LinkedHashSet<>();
        if (!args.isEmpty() && (name.equals("get") || name.equals("apply") || name.equals("call"))) {
            args.get(0).syms().forEach(sym -> called.addAll(returnsOf(sym, args)));
        }
        return called.isEmpty()
                ? Val.of(type.getSize(), flow.result(insn, resultType(type)))
                : Val.of(type.getSize(), called);
    }

    private static Sym pipelineStep(Sym sym, String name) {
        if (TaskModel.goesParallel(name)) {
            return Sym.view(sym instanceof Sym.Result ? Sym.Special.UNKNOWN : sym, Sym.ViewKind.PARALLEL);
        }
        boolean back =
                name.equals("sequential") && sym instanceof Sym.View view && view.kind() == Sym.ViewKind.PARALLEL;
        return back ? Sym.view(((Sym.View) sym).base(), Sym.ViewKind.STREAM) : sym;
    }

    private Set<Sym> returnsOf(Sym function, List<Val> args) {
        if (!(function instanceof Sym.Lambda lambda)) {
            return Set.of();
        }
        Set<Sym> out = new LinkedHashSet<>();
        List<Val> all = new ArrayList<>(lambda.captured());
        all.addAll(args.subList(1, args.size()));
        for (MethodInfo target : implementations(function, "")) {
            out.addAll(
                    new Subst(flow.heap(), all).val(target.summary().returns()).syms());
        }
        return out;
    }

    private static String resultType(Type type) {
        return type.getSort() == Type.OBJECT ? type.getInternalName() : type.getDescriptor();
    }

    private Val containerResult(
            Op op, String owner, Val receiver, AbstractInsnNode insn, Type type, Set<Integer> reads) {
        if (op.effect() != Op.Effect.NONE) {
            reads.add(flow.index(insn));
        }
        Set<Sym> out = new LinkedHashSet<>();
        for (Sym sym : receiver.notNull().syms()) {
            out.add(containerResult(op, owner, sym, insn, type));
        }
        return Val.of(type.getSize(), out);
    }

    private Sym containerResult(Op op, String owner, Sym receiver, AbstractInsnNode insn, Type type) {
        return switch (op.result()) {
            case ELEM ->
                program.types().family(owner) == Family.ENTRY && receiver instanceof Sym.Elem
                        ? receiver
                        : Sym.elem(receiver);
            case VIEW -> op.view() == null ? Sym.Special.UNKNOWN : Sym.view(receiver, op.view());
            case SELF -> receiver;
            case COPY -> flow.fresh(insn, resultType(type), Kind.PLAIN);
            case FLAG, NONE -> Sym.Special.UNKNOWN;
        };
    }

    /** The methods a call runs: by the allocated type when it is known, else by class hierarchy. */
    List<MethodInfo> targets(int opcode, String owner, String name, String desc, List<Val> args) {
        if (opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE) {
            List<MethodInfo> exact = new ArrayList<>();
            for (Sym sym : args.get(0).syms()) {
                MethodInfo target = sym instanceof Sym.Fresh fresh ? program.lookup(fresh.type(), name, desc) : null;
                if (target == null || target.isAbstract()) {
                    return program.targets(opcode, owner, name, desc);
                }
                exact.add(target);
            }
            return exact;
        }
        return program.targets(opcode, owner, name, desc);
    }

    /** The methods a function object runs when called; {@code name} narrows the choice for an object, empty for any functional method. */
    List<MethodInfo> implementations(Sym function, String name) {
        if (function instanceof Sym.Lambda lambda) {
            MethodInfo target = program.lookup(
                    lambda.impl().getOwner(),
                    lambda.impl().getName(),
                    lambda.impl().getDesc());
            return target == null || target.isAbstract() ? List.of() : List.of(target);
        }
        if (!(function instanceof Sym.Fresh fresh)) {
            return List.of();
        }
        List<MethodInfo> found = new ArrayList<>();
        for (ClassInfo at = program.find(fresh.type());
                at != null && found.isEmpty();
                at = program.find(at.superName())) {
            for (MethodInfo method : at.methods()) {
                if (name.isEmpty() ? method.isFunctional() : method.isCallable(name)) {
                    found.add(method);
                }
            }
        }
        return found;
    }

    /** Whether a value is code that somebody may call: a lambda, or an object of a class under analysis with a functional method. */
    boolean isFunction(Sym sym) {
        return sym instanceof Sym.Lambda
                || (sym instanceof Sym.Fresh fresh
                        && !program.types().family(fresh.type()).holds()
                        && !implementations(sym, "").isEmpty());
    }

    /** {@code threads.forEach(Thread::start)}. */
    private boolean startsThreads(Val arg) {
        return arg.only() instanceof Sym.Lambda lambda
                && lambda.impl().getName().equals("start")
                && program.types().isA(lambda.impl().getOwner(), "java/lang/Thread");
    }

    /** Locks and tasks after a call. */
    void transfer(MethodInsnNode call, List<Val> args, FlowFrame frame) {
        Set<Task> spawned = new LinkedHashSet<>();
        TaskModel.How how = tasks.how(call.owner, call.name);
        boolean starts = call.name.equals("start") && program.types().isA(call.owner, "java/lang/Thread");
        if (how != null
                && !locks.joins(call.owner, call.name)
                && !(call.owner.equals("java/lang/Thread") && call.name.equals("<init>"))) {
            spawned.add(new Task(flow.site(call), false, false, false));
        } else if (starts) {
            spawned.addAll(flow.started(args.get(0)));
            spawned.add(new Task(flow.site(call), false, false, false));
        } else if (call.owner.equals("java/lang/Thread") && call.name.equals("<init>")) {
            flow.thread(args.get(0), new Task(flow.site(call), false, false, false));
        } else if (args.stream().anyMatch(this::startsThreads)) {
            spawned.addAll(flow.unstarted());
        }
        List<MethodInfo> targets = targets(call.getOpcode(), call.owner, call.name, call.desc, args);
        for (MethodInfo target : targets) {
            Summary summary = target.summary();
            Subst subst = new Subst(flow.heap(), args);
            for (Summary.Store store : summary.stores()) {
                subst.sym(store.target()).forEach(path -> flow.heap().store(path, subst.val(store.value())));
            }
            if (summary.joins()) {
                frame.join();
                flow.noteJoin();
            }
            spawned.addAll(summary.tasksLeft());
            if (targets.size() == 1) {
                subst.locks(summary.released()).forEach(lock -> flow.release(frame, lock));
                subst.locks(summary.acquired()).forEach(frame::acquire);
            }
        }
        if (!spawned.isEmpty()) {
            frame.start(spawned);
        }
    }
}
