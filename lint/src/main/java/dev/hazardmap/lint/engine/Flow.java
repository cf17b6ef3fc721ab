package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** The flow analysis of one method: values, locks and tasks at each instruction. */
final class Flow {
    private final Program program;
    private final MethodInfo method;
    private final MethodNode node;
    private final Heap heap;
    private final Calls calls;
    private final int[] lines;
    private final @Nullable Site[] sites;
    private final @Nullable Sym[] made;
    private final Set<Lock> released = new LinkedHashSet<>();
    private final Map<Sym, Task> threads = new HashMap<>();
    private @Nullable Set<Task> unstarted;
    private boolean recording;
    private boolean joins;

    Flow(Program program, MethodInfo method, MethodNode node, int[] lines) {
        this.program = program;
        this.method = method;
        this.node = node;
        this.heap = new Heap(method);
        this.lines = lines;
        this.sites = new Site[lines.length];
        this.made = new Sym[lines.length];
        this.calls = new Calls(this);
    }

    Program program() {
        return program;
    }

    MethodInfo method() {
        return method;
    }

    MethodNode node() {
        return node;
    }

    Heap heap() {
        return heap;
    }

    Calls calls() {
        return calls;
    }

    Set<Lock> released() {
        return released;
    }

    boolean joins() {
        return joins;
    }

    @Nullable
    FlowFrame[] run() throws AnalyzerException {
        Frame<Val>[] frames = new FlowAnalyzer(this).analyze(method.owner().name(), node);
        FlowFrame[] result = new FlowFrame[frames.length];
        for (int i = 0; i < frames.length; i++) {
            result[i] = (FlowFrame) frames[i];
        }
        recording = true;
        return result;
    }

    private static final class FlowAnalyzer extends Analyzer<Val> {
        private final Flow flow;

        FlowAnalyzer(Flow flow) {
            super(new FlowInterpreter(flow));
            this.flow = flow;
        }

        @Override
        protected Frame<Val> newFrame(int locals, int stack) {
            FlowFrame frame = new FlowFrame(flow, locals, stack);
            flow.enter(frame);
            return frame;
        }

        @Override
        protected Frame<Val> newFrame(Frame<? extends Val> frame) {
            return new FlowFrame(flow, frame);
        }
    }

    private void enter(FlowFrame frame) {
        if (method.isSynchronized()) {
            frame.acquire(entryLock());
        }
    }

    Lock entryLock() {
        Sym path = method.isStatic()
                ? new Sym.Const(Type.getObjectType(method.owner().name()))
                : new Sym.Param(0);
        return new Lock(path, Lock.Mode.MONITOR);
    }

    int parameterAt(int local) {
        int slot = method.isStatic() ? 0 : 1;
        if (slot > local) {
            return 0;
        }
        int index = slot;
        for (Type type : Type.getArgumentTypes(method.desc())) {
            if (slot == local) {
                return index;
            }
            slot += type.getSize();
            index++;
        }
        return index;
    }

    int index(AbstractInsnNode insn) {
        return node.instructions.indexOf(insn);
    }

    Site site(AbstractInsnNode insn) {
        int index = index(insn);
        Site known = sites[index];
        if (known == null) {
            known = new Site(method, index, lines[index]);
            sites[index] = known;
        }
        return known;
    }

    /** The object made at {@code insn}: one for all visits, so that the joins of the flow analysis compare by identity. */
    Sym fresh(AbstractInsnNode insn, String type, Kind kind) {
        int index = index(insn);
        if (made[index] instanceof Sym.Fresh known
                && known.kind() == kind
                && known.type().equals(type)) {
            return known;
        }
        Sym fresh = new Sym.Fresh(site(insn), type, kind);
        made[index] = fresh;
        return fresh;
    }

    /** What the call at {@code insn} gave back. */
    Sym result(AbstractInsnNode insn, String type) {
        int index = index(insn);
        if (made[index] instanceof Sym.Result known && known.type().equals(type)) {
            return known;
        }
        Sym result = new Sym.Result(site(insn), type);
        made[index] = result;
        return result;
    }

    Sym fresh(AbstractInsnNode insn, String type) {
        Kind kind = program.types().kind(type);
        if (kind == Kind.PLAIN && program.types().isA(type, "java/util/LinkedHashMap") && accessOrdered(insn)) {
            kind = Kind.ACCESS_ORDER;
        } else if (kind == Kind.OTHER) {
            kind = Executors.kind(type);
        }
        return fresh(insn, type, kind);
    }

    /** Looks ahead for {@code <init>(..., int, float, boolean ...)} with a constant true shortly before it. */
    private static boolean accessOrdered(AbstractInsnNode create) {
        String type = ((org.objectweb.asm.tree.TypeInsnNode) create).desc;
        int sinceTrue = Integer.MAX_VALUE / 2;
        for (AbstractInsnNode at = create.getNext(); at != null; at = at.getNext()) {
            sinceTrue = at.getOpcode() == Opcodes.ICONST_1 ? 0 : sinceTrue + 1;
            if (at instanceof MethodInsnNode call && call.name.equals("<init>") && call.owner.equals(type)) {
                return call.desc.contains("IFZ") && sinceTrue <= 3;
            }
        }
        return false;
    }

    /** Effects of an instruction on locks, tasks and the heap; values are the interpreter's business. */
    void transfer(AbstractInsnNode insn, FlowFrame frame) {
        int op = insn.getOpcode();
        if (op == Opcodes.MONITORENTER) {
            frame.acquire(LockModel.lock(top(frame, 0), Lock.Mode.MONITOR));
        } else if (op == Opcodes.MONITOREXIT) {
            frame.release(LockModel.lock(top(frame, 0), Lock.Mode.MONITOR));
        } else if (op == Opcodes.PUTFIELD) {
            FieldInsnNode put = (FieldInsnNode) insn;
            FieldKey key = program.resolve(put.owner, put.name, put.desc);
            top(frame, 1).syms().forEach(base -> heap.store(Sym.field(base, key), top(frame, 0)));
            Sym base = top(frame, 1).notNull().only();
            if (!(base instanceof Sym.Special)) {
                frame.replaced(Sym.field(base, key), result(insn, "the value before"));
            }
        } else if (op == Opcodes.PUTSTATIC) {
            FieldInsnNode put = (FieldInsnNode) insn;
            frame.replaced(
                    new Sym.Static(program.resolve(put.owner, put.name, put.desc)), result(insn, "the value before"));
        } else if (insn instanceof MethodInsnNode call) {
            transferCall(call, arguments(call, frame), frame);
        }
    }

    private void transferCall(MethodInsnNode call, List<Val> args, FlowFrame frame) {
        LockModel model = calls.locks();
        LockModel.Action action = args.isEmpty() ? null : model.action(call.owner, call.name);
        if (action != null) {
            apply(action, args.get(0), frame);
        } else if (model.joins(call.owner, call.name)) {
            frame.join();
            joins = true;
        }
        calls.transfer(call, args, frame);
        Op op = calls.op(call.getOpcode(), call.owner, call.name, call.desc);
        if (op != null && op.writes()) {
            args.subList(1, args.size()).forEach(arg -> heap.fill(args.get(0), heap.reads(arg)));
        }
    }

    private void apply(LockModel.Action action, Val receiver, FlowFrame frame) {
        Lock.Mode mode = action.mode();
        if (mode == null) {
            boolean any = frame.release(LockModel.lock(receiver, Lock.Mode.WRITE))
                    || frame.release(LockModel.lock(receiver, Lock.Mode.READ));
            record(any, LockModel.lock(receiver, Lock.Mode.WRITE));
        } else if (action.acquire()) {
            frame.acquire(LockModel.lock(receiver, mode));
        } else {
            release(frame, LockModel.lock(receiver, mode));
        }
    }

    void release(FlowFrame frame, Lock lock) {
        record(frame.release(lock), lock);
    }

    /** Remembers which task a Thread object made here stands for. */
    void thread(Val thread, Task task) {
        threads.put(thread.only(), task);
    }

    /** The tasks that {@code start()} on {@code thread} starts: its own, or any when it is not known which thread it is. */
    Set<Task> started(Val thread) {
        Set<Task> found = new LinkedHashSet<>();
        for (Sym sym : thread.syms()) {
            Task task = threads.get(sym);
            if (task == null) {
                return unstarted();
            }
            found.add(task);
        }
        return found;
    }

    /** Tasks of the Thread objects this method makes: any start() may start any of them. */
    Set<Task> unstarted() {
        Set<Task> found = unstarted;
        if (found == null) {
            found = new LinkedHashSet<>();
            for (AbstractInsnNode insn : node.instructions) {
                if (insn instanceof MethodInsnNode call
                        && call.name.equals("<init>")
                        && call.owner.equals("java/lang/Thread")) {
                    found.add(new Task(site(insn), false, false, false));
                }
            }
            unstarted = found;
        }
        return found;
    }

    void noteJoin() {
        joins = true;
    }

    private void record(boolean held, Lock lock) {
        if (recording && !held) {
            released.add(lock);
        }
    }

    List<Val> arguments(MethodInsnNode call, FlowFrame frame) {
        int count = Type.getArgumentCount(call.desc) + (call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1);
        return arguments(count, frame);
    }

    static List<Val> arguments(int count, FlowFrame frame) {
        List<Val> args = new ArrayList<>(count);
        int base = frame.getStackSize() - count;
        for (int i = 0; i < count; i++) {
            args.add(frame.getStack(base + i));
        }
        return args;
    }

    static Val top(FlowFrame frame, int down) {
        return frame.getStack(frame.getStackSize() - 1 - down);
    }
}
