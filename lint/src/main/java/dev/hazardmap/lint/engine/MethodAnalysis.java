package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** One method from bytecode to summary and facts. */
final class MethodAnalysis {
    /** Accesses a summary keeps; a method that makes more is a program of its own, and its callers learn enough from these. */
    private static final int MAX_ACCESSES = 100;

    private static final int MAX_STATIC_TRACE = 3;

    /** Calls an access is carried up through. What is further down is seen from the methods in between. */
    private static final int MAX_TRACE = 4;

    private final Program program;
    private final MethodInfo method;
    private final MethodNode node;
    private final KindFlows kinds;

    MethodAnalysis(Program program, MethodInfo method, MethodNode node, KindFlows kinds) {
        this.program = program;
        this.method = method;
        this.node = node;
        this.kinds = kinds;
    }

    void run() throws AnalyzerException {
        int[] lines = lines(node.instructions);
        Flow flow = new Flow(program, method, node, lines);
        @Nullable FlowFrame[] frames = flow.run();
        MethodFacts facts = new MethodFacts(method, new CfgBuilder(node.instructions).build(lines));
        Events events = new Events(flow, facts, kinds);
        events.run(frames);
        method.finish(summary(flow, facts, events.calls(), frames), facts.empty() ? null : facts);
    }

    private Summary summary(Flow flow, MethodFacts facts, CallEvents events, @Nullable FlowFrame[] frames) {
        Set<Task> left = new LinkedHashSet<>();
        @Nullable List<Lock> held = null;
        for (int i = 0; i < frames.length; i++) {
            FlowFrame frame = frames[i];
            int op = node.instructions.get(i).getOpcode();
            if (frame != null && op >= Opcodes.IRETURN && op <= Opcodes.RETURN) {
                left.addAll(frame.live());
                held = held == null ? new ArrayList<>(frame.locks()) : common(held, frame.locks());
            }
        }
        Set<Lock> acquired = new LinkedHashSet<>(held == null ? List.of() : held);
        if (method.isSynchronized()) {
            acquired.remove(flow.entryLock());
        }
        boolean heavy = events.heavy() || facts.cfg().hasLoop();
        List<Access> accesses = exported(facts);
        return new Summary(
                accesses,
                returns(facts),
                returnReads(facts),
                acquired,
                Set.copyOf(flow.released()),
                List.copyOf(events.stores()),
                List.copyOf(events.functions().invokes()),
                left,
                flow.joins(),
                heavy,
                accesses.stream().anyMatch(access -> access.task() != null || throughParameter(access))
                        || (!accesses.isEmpty() && !method.isEntry()));
    }

    private static List<Lock> common(List<Lock> a, List<Lock> b) {
        List<Lock> both = new ArrayList<>(a);
        both.retainAll(b);
        return both;
    }

    private static Val returns(MethodFacts facts) {
        @Nullable Val all = null;
        for (MethodFacts.Return ret : facts.returns()) {
            Val value = new Val(ret.value().size(), ret.value().syms(), Set.of());
            all = all == null ? value : all.join(value);
        }
        return all == null ? Val.UNKNOWN1 : all;
    }

    private static List<Access> returnReads(MethodFacts facts) {
        Set<Integer> reads = new LinkedHashSet<>();
        facts.returns().forEach(ret -> reads.addAll(ret.value().reads()));
        List<Access> found = new ArrayList<>();
        for (MethodFacts.Event event : facts.events()) {
            if (reads.contains(event.insn())
                    && !event.access().op().writes()
                    && exportable(event.access())
                    && found.size() < 8) {
                found.add(event.access());
            }
        }
        return found;
    }

    private static boolean exportable(Access access) {
        Sym root = access.path().root();
        return (root instanceof Sym.Param
                        && (access.task() != null || access.trace().size() < MAX_TRACE))
                || (root instanceof Sym.Static
                        && (access.task() != null || access.trace().size() < MAX_STATIC_TRACE));
    }

    /**
     * Whether callers must hear of an access that was not made here but in a callee: when it is a caller who knows which container it is,
     * or when threads cannot enter this method but through its callers. All other containers are known by the field that holds them, and
     * the callee speaks for itself.
     */
    private boolean concernsCallers(MethodFacts.Event event) {
        Access access = event.access();
        return !event.viaCall() || access.task() != null || throughParameter(access) || !method.isEntry();
    }

    /** The container is an argument, or in one. */
    private static boolean throughParameter(Access access) {
        Sym at = access.path().container();
        while (at instanceof Sym.Elem elem) {
            at = elem.base().container();
        }
        return at instanceof Sym.Param;
    }

    private List<Access> exported(MethodFacts facts) {
        Map<List<Object>, Access> distinct = new LinkedHashMap<>();
        for (MethodFacts.Event event : facts.events()) {
            Access access = event.access();
            if (exportable(access) && concernsCallers(event) && distinct.size() < MAX_ACCESSES) {
                boolean nulls = access.key().mayBeNull() || access.value().mayBeNull();
                Object task = access.task() == null ? "" : access.task();
                distinct.putIfAbsent(
                        List.of(
                                access.path(),
                                access.op().name(),
                                access.locks(),
                                task,
                                access.live().isEmpty(),
                                nulls),
                        access);
            }
        }
        return List.copyOf(distinct.values());
    }

    private static int[] lines(InsnList code) {
        int[] lines = new int[code.size()];
        int line = -1;
        int i = 0;
        for (AbstractInsnNode insn : code) {
            if (insn instanceof LineNumberNode number) {
                line = number.line;
            }
            lines[i++] = line;
        }
        return lines;
    }
}
