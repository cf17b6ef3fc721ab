package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/** What happens through calls of program methods and of functions: summaries are taken in, tasks started, lambdas followed. */
final class FunctionEvents {
    /** Calls of functional parameters a summary keeps. */
    private static final int MAX_INVOKES = 16;

    private final Flow flow;
    private final MethodFacts facts;
    private final KindFlows kinds;
    private final CallEvents events;
    private final Calls calls;
    private final List<Summary.Invoke> invokes = new ArrayList<>();
    private final Map<Sym, Set<Sym>> held = new HashMap<>();

    FunctionEvents(Flow flow, MethodFacts facts, KindFlows kinds, CallEvents events) {
        this.flow = flow;
        this.facts = facts;
        this.kinds = kinds;
        this.events = events;
        this.calls = flow.calls();
    }

    /** Notes that {@code function} was put into a container made here, to be run from there. */
    void held(Sym container, Sym function) {
        if (container instanceof Sym.Fresh && calls.isFunction(function)) {
            held.computeIfAbsent(container, c -> new LinkedHashSet<>()).add(function);
        }
    }

    private Set<Sym> heldBy(Sym sym) {
        Sym container = sym instanceof Sym.Elem elem ? elem.base() : sym;
        return held.getOrDefault(container, Set.of());
    }

    List<Summary.Invoke> invokes() {
        return invokes;
    }

    /** Takes in the summary of {@code target}. */
    void enter(Context context, MethodInfo target, List<Val> args) {
        if (context.tooDeep()) {
            return;
        }
        boolean object = !target.isStatic() && !args.isEmpty() && args.get(0).only() instanceof Sym.Fresh;
        boolean same = !target.isStatic()
                && !flow.method().isStatic()
                && !args.isEmpty()
                && args.get(0).only().equals(new Sym.Param(0));
        Set<Lock> passed = CallerLocks.passed(context.locks(), flow.method(), args);
        target.calledFrom(new MethodInfo.Caller(flow.method(), passed, same), context.task(), object);
        Summary summary = target.summary();
        Subst subst = new Subst(flow.heap(), args);
        boolean loop = facts.cfg().inLoop(context.insn());
        for (Access access : summary.accesses()) {
            if (!adds(context, target, access, args)) {
                continue;
            }
            Access here = translate(context, access, subst, loop);
            targets(subst, access).forEach(path -> events.emit(context, here.at(path.container()), true));
        }
        for (Summary.Invoke invoke : summary.invokes()) {
            Set<Lock> locks = subst.locks(invoke.locks());
            Task task = invoke.task() == null ? null : loop ? invoke.task().repeated() : invoke.task();
            Context inner = task == null ? context.inside(locks) : context.spawned(task, locks);
            List<Val> values = invoke.args().stream().map(subst::val).toList();
            subst.sym(invoke.target()).forEach(sym -> run(inner, sym, values, invoke.name(), invoke.desc()));
        }
        for (Summary.Store store : summary.stores()) {
            Val value = subst.val(store.value());
            subst.sym(store.target()).forEach(path -> events.store(path, value));
            if (store.value().only() instanceof Sym.Param) {
                value.syms()
                        .forEach(
                                sym -> keep(context, sym, target.owner().name().endsWith("Thread") ? "" : "an object"));
            }
        }
        flows(target, args);
    }

    /**
     * Whether a callee's access says more here than it did there: a lock is held or a task begun around the call, the callee cannot be
     * entered otherwise, the object is of this method's making, or (one call deep) it is a helper on the same object.
     */
    private boolean adds(Context context, MethodInfo target, Access access, List<Val> args) {
        if (!context.locks().isEmpty()
                || context.task() != null
                || access.task() != null
                || !context.live().isEmpty()
                || context.depth() > 0
                || !target.isEntry()) {
            return true;
        }
        Sym root = access.path().root();
        if (root instanceof Sym.Param param && param.index() < args.size()) {
            boolean container = !(access.path().container() instanceof Sym.Field);
            boolean near = access.trace().size() == 1;
            for (Sym arg : args.get(param.index()).syms()) {
                boolean local = arg instanceof Sym.Fresh || arg instanceof Sym.Lambda;
                if (container || local || (near && arg.root() instanceof Sym.Param)) {
                    return true;
                }
            }
            return false;
        }
        return access.trace().size() == 1 && target.owner() == flow.method().owner();
    }

    /** A reference is the field of an object; what the field refers to is another matter. */
    private static Set<Sym> targets(Subst subst, Access access) {
        if (access.reference() && access.path() instanceof Sym.Field field) {
            Set<Sym> fields = new LinkedHashSet<>();
            subst.sym(field.base()).forEach(base -> fields.add(Sym.field(base, field.key())));
            return fields;
        }
        return subst.sym(access.path());
    }

    private void flows(MethodInfo target, List<Val> args) {
        for (int i = 0; i < args.size(); i++) {
            Val arg = args.get(i);
            if (arg != Val.UNKNOWN1
                    && arg != Val.UNKNOWN2
                    && target.mayTakeContainer(i, flow.program().types())) {
                kinds.param(target, i, flow.method(), arg);
            }
        }
    }

    private static Access translate(Context context, Access access, Subst subst, boolean loop) {
        Set<Lock> own = subst.locks(access.locks());
        Task task = access.task();
        boolean spawnedThere = task != null;
        if (task != null && (loop || (context.task() != null && context.task().many()))) {
            task = task.repeated();
        }
        return new Access(
                access.path(),
                access.op(),
                subst.val(access.key()),
                subst.val(access.value()),
                spawnedThere ? own : Context.union(context.locks(), own),
                spawnedThere ? task : context.task(),
                Context.union(context.live(), access.live()),
                context.follow(access.trace()));
    }

    /** Runs a function object: a lambda, an object with a functional method, or something the caller will know. */
    void run(Context context, Sym function, List<Val> args, String name, String desc) {
        if (context.tooDeep()) {
            return;
        }
        if (function instanceof Sym.Lambda lambda) {
            List<Val> all = new ArrayList<>(lambda.captured());
            all.addAll(args);
            MethodInfo target = flow.program()
                    .lookup(
                            lambda.impl().getOwner(),
                            lambda.impl().getName(),
                            lambda.impl().getDesc());
            if (target != null && !target.isAbstract()) {
                enter(context, target, Events.pad(all, target.parameterCount(), Val.UNKNOWN1));
            } else if (lambda.impl().getTag() != Opcodes.H_NEWINVOKESPECIAL) {
                List<Val> padded = Events.pad(all, CallEvents.parameters(lambda.impl()), Val.UNKNOWN1);
                Context inner = new Context(
                        context.insn(),
                        context.locks(),
                        context.task(),
                        context.live(),
                        context.trace(),
                        context.depth() + 1);
                events.call(
                        inner,
                        CallEvents.opcode(lambda.impl()),
                        lambda.impl().getOwner(),
                        lambda.impl().getName(),
                        lambda.impl().getDesc(),
                        padded.subList(0, CallEvents.parameters(lambda.impl())));
            }
        } else if (function instanceof Sym.Fresh) {
            for (MethodInfo target : calls.implementations(function, name)) {
                List<Val> all = new ArrayList<>(List.of(Val.of(function)));
                all.addAll(args);
                enter(context, target, Events.pad(all, target.parameterCount(), Val.UNKNOWN1));
            }
        } else if (function.equals(new Sym.Param(0)) && !flow.method().isStatic() && context.task() != null) {
            runSelf(context, name);
        } else if (function.root() instanceof Sym.Param
                && !(function instanceof Sym.View)
                && invokes.size() < MAX_INVOKES) {
            invokes.add(new Summary.Invoke(
                    function, name, desc, args, context.locks(), context.task(), context.live(), context.trace()));
        }
    }

    /** {@code new Thread(this)}: the class at hand is the task. */
    private void runSelf(Context context, String name) {
        for (MethodInfo method : flow.method().owner().methods()) {
            boolean named = method.name().equals(name.isEmpty() ? "run" : name);
            if (named
                    && !method.isSynthetic()
                    && !method.isStatic()
                    && !method.isAbstract()
                    && !method.desc().startsWith("(L")) {
                enter(context, method, List.of(Val.of(new Sym.Param(0))));
            }
        }
    }

    /** The method that a parameter of this type is called by. */
    private static String functionName(String desc) {
        if (desc.contains("Ljava/lang/Runnable;") || desc.contains("TimerTask;")) {
            return "run";
        }
        return desc.contains("Ljava/util/concurrent/Callable;")
                ? "call"
                : desc.contains("function/Supplier;") ? "get" : "";
    }

    /** The function arguments of a container call: they run while it does. */
    void inContainer(Context context, Op op, Sym path, Val function, Val key, boolean parallel) {
        int before = facts.events().size();
        Context inner;
        if (parallel) {
            inner = context.spawned(new Task(spawnSite(context), true, true, true), Set.of());
        } else {
            inner = context.inside(op.atomic() ? Set.of(new Lock(path, Lock.Mode.ENTRY)) : Set.of());
        }
        Val elem = Val.of(Sym.elem(path));
        List<Val> args =
                op.name().equals("computeIfAbsent") || op.name().equals("get") ? List.of(key) : List.of(elem, elem);
        function.syms().forEach(sym -> run(inner, sym, args, "", ""));
        Access outer = new Access(
                path, op, key, Val.UNKNOWN1, context.locks(), context.task(), context.live(), context.trace());
        noteCallback(context, outer, before);
    }

    /** If the call hands code to another thread, follows that code there. */
    boolean spawn(Context context, String owner, String name, String desc, List<Val> args, List<MethodInfo> targets) {
        TaskModel.How how = calls.tasks().how(owner, name);
        Types types = flow.program().types();
        boolean start = (name.equals("start") || name.equals("fork")) && desc.startsWith("()");
        if (start
                && !args.isEmpty()
                && (types.isA(owner, "java/lang/Thread") || types.isA(owner, "java/util/concurrent/ForkJoinTask"))) {
            return startObject(context, owner, name.equals("fork") ? "compute" : "run", args.get(0));
        }
        boolean followed = targets.stream()
                .anyMatch(t -> !t.summary().invokes().isEmpty()
                        || !t.summary().accesses().isEmpty());
        if (how == null || followed) {
            return false;
        }
        Task task = new Task(
                spawnSite(context),
                facts.cfg().inLoop(context.insn()),
                manyCallers() && (how == TaskModel.How.POOL || takesArgument(args)),
                false);
        Set<Lock> confined = confinement(owner, name, args);
        boolean found = false;
        for (Val arg : args) {
            for (Sym sym : arg.syms()) {
                for (Sym each : heldBy(sym)) {
                    run(context.spawned(task.repeated(), confined), each, List.of(), functionName(desc), "");
                    found = true;
                }
                boolean path = sym.root() instanceof Sym.Param && arg != args.get(0);
                if (calls.isFunction(sym) || path) {
                    run(context.spawned(task, confined), sym, List.of(), functionName(desc), "");
                    found = true;
                }
            }
        }
        return found;
    }

    private static Site spawnSite(Context context) {
        return context.trace().get(context.trace().size() - 1);
    }

    /** A constructor or {@code main} runs once; what another method submits, it may submit again while the first runs. */
    private boolean manyCallers() {
        return !flow.method().isInitializer() && !flow.method().name().equals("main");
    }

    /** The task works on an argument of this method: another call starts another task, and the first need not have ended. */
    private boolean takesArgument(List<Val> args) {
        for (Val arg : args) {
            if (arg.only() instanceof Sym.Lambda lambda) {
                for (Val captured : lambda.captured()) {
                    if (captured.only().root() instanceof Sym.Param param
                            && param.index() >= flow.method().firstArgument()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private Set<Lock> confinement(String owner, String name, List<Val> args) {
        if (TaskModel.onEventLoop(name)) {
            return Set.of(new Lock(new Sym.Const("event loop"), Lock.Mode.CONFINED));
        }
        if (owner.startsWith("java/lang/Thread")) {
            return Set.of();
        }
        boolean future = owner.startsWith("java/util/concurrent/Completable");
        Val executor = future ? args.get(args.size() - 1) : args.get(0);
        Sym path = executor.only();
        boolean named =
                !(path instanceof Sym.Special) && !(path instanceof Sym.Lambda) && !(path instanceof Sym.Result);
        return named ? Set.of(new Lock(path, Lock.Mode.CONFINED)) : Set.of();
    }

    private boolean startObject(Context context, String owner, String method, Val receiver) {
        boolean found = false;
        Task task = new Task(spawnSite(context), facts.cfg().inLoop(context.insn()), false, false);
        for (Sym sym : receiver.syms()) {
            String type = sym instanceof Sym.Fresh fresh ? fresh.type() : owner;
            for (MethodInfo run : flow.program()
                    .targets(
                            Opcodes.INVOKEVIRTUAL,
                            type,
                            method,
                            method.equals("run") ? "()V" : "()Ljava/lang/Object;")) {
                Context inner = context.spawned(task, Set.of());
                enter(inner, run, List.of(Val.of(sym)));
                found = true;
            }
        }
        return found;
    }

    /** Calls of a functional interface: on a lambda it runs here, on a parameter the caller will know what runs. */
    boolean calledBack(Context context, int opcode, String owner, String name, String desc, List<Val> args) {
        if (opcode != Opcodes.INVOKEINTERFACE && opcode != Opcodes.INVOKEVIRTUAL
                || flow.program().types().family(owner) != Family.NONE) {
            return false;
        }
        boolean found = false;
        for (Sym sym : args.get(0).syms()) {
            boolean mine = sym instanceof Sym.Lambda;
            boolean callers = opcode == Opcodes.INVOKEINTERFACE && sym.root() instanceof Sym.Param && functional(owner);
            if (mine || callers) {
                run(context, sym, args.subList(1, args.size()), name, desc);
                found = true;
            }
        }
        return found;
    }

    private boolean functional(String owner) {
        if (owner.startsWith("java/")) {
            return owner.startsWith("java/util/function/")
                    || owner.equals("java/lang/Runnable")
                    || owner.equals("java/util/concurrent/Callable")
                    || owner.equals("java/util/Comparator");
        }
        ClassInfo info = flow.program().find(owner);
        return info != null && info.isInterface();
    }

    /** A call we cannot look into: JDK code calls functions before it returns, other code may keep them. */
    void external(Context context, String owner, String name, List<Val> args, int opcode) {
        boolean pipeline = TaskModel.pipeline(owner);
        Sym source = opcode == Opcodes.INVOKESTATIC || args.isEmpty()
                ? Sym.Special.UNKNOWN
                : args.get(0).only();
        boolean parallel = pipeline && source instanceof Sym.View view && view.kind() == Sym.ViewKind.PARALLEL;
        boolean synchronous = owner.startsWith("java/") || owner.startsWith("com/google/common/");
        for (Val arg : opcode == Opcodes.INVOKESTATIC || args.isEmpty() ? args : args.subList(1, args.size())) {
            for (Sym sym : arg.syms()) {
                if (!calls.isFunction(sym)) {
                    continue;
                }
                if (parallel) {
                    Task task = new Task(spawnSite(context), true, true, true);
                    run(context.spawned(task, Set.of()), sym, elements(source), "", "");
                } else if (synchronous && !name.equals("<init>") || pipeline) {
                    inPipeline(context, source, sym);
                } else {
                    keep(context, sym, Names.simple(owner) + "." + name);
                }
            }
        }
    }

    private void inPipeline(Context context, Sym source, Sym function) {
        int before = facts.events().size();
        run(context.inside(Set.of()), function, elements(source), "", "");
        if (source instanceof Sym.View) {
            Access outer = new Access(
                    source.container(),
                    Op.BULK_READ.named("stream"),
                    Val.UNKNOWN1,
                    Val.UNKNOWN1,
                    context.locks(),
                    context.task(),
                    context.live(),
                    context.trace());
            noteCallback(context, outer, before);
        }
    }

    private void noteCallback(Context context, Access outer, int before) {
        List<Access> ran = facts.events().subList(before, facts.events().size()).stream()
                .map(MethodFacts.Event::access)
                .toList();
        if (!ran.isEmpty()) {
            facts.callbacks().add(new MethodFacts.Callback(context.insn(), outer, ran));
        }
    }

    private static List<Val> elements(Sym source) {
        Sym elem = Sym.elem(source);
        return elem instanceof Sym.Special ? List.of() : List.of(Val.of(elem));
    }

    /** The function outlives this call: it will run later, from an unknown thread, without the locks held now. */
    void keep(Context context, Sym sym, @Nullable String how) {
        if (how == null || !calls.isFunction(sym) || context.depth() > 1) {
            return;
        }
        int before = facts.events().size();
        run(context.later(), sym, List.of(), "", "");
        List<MethodFacts.Event> added =
                facts.events().subList(before, facts.events().size());
        List<Access> inner = new ArrayList<>();
        added.forEach(event -> inner.add(event.access()));
        added.clear();
        facts.escapedAccesses().addAll(inner);
        AbstractInsnNode insn = flow.node().instructions.get(context.insn());
        facts.kept()
                .add(new MethodFacts.Kept(
                        context.insn(), sym, how, inner, flow.site(insn).line()));
    }
}
