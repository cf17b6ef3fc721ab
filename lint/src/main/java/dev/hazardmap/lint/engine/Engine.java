package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * Runs the analysis: callees before callers, cycles until they settle, independent ones at the same time.
 *
 * <p>A method is looked at when its own code is relevant or when a callee's summary says something about its parameters; all others are
 * skipped, which is what makes a million lines a matter of seconds. Methods that call each other are analysed together, up to {@link
 * #MAX_ROUNDS} times: a third round has not been seen to change a finding.
 *
 * <p>What comes out doesn't depend on the number of threads: a summary depends on summaries of callees alone, and what methods tell of
 * each other beside that (callers, flows of containers) is kept in the order of the call graph.
 */
public final class Engine {
    private static final int MAX_ROUNDS = 3;

    /** Larger cycles (parsers, visitors) are taken once: what they say of each other is too vague to be worth the rounds. */
    private static final int MAX_CYCLE = 60;

    /** Generated methods (parsers, tables) beyond this size are skipped and said so. */
    private static final int MAX_INSTRUCTIONS = 12_000;

    private final Program program;
    private final KindFlows kindFlows = new KindFlows();
    private final Map<String, String> problems = new TreeMap<>();

    /** An engine for {@code program}, whose classes have all been added. */
    public Engine(Program program) {
        this.program = program;
    }

    /** Analyses everything. {@code progress} is told how many of how many method groups are done. */
    public World run(BiConsumer<Integer, Integer> progress) {
        program.link();
        CallGraph graph = new CallGraph(program);
        List<List<MethodInfo>> order = graph.bottomUp();
        for (int i = 0; i < order.size(); i++) {
            for (MethodInfo method : order.get(i)) {
                method.order(i);
            }
        }
        ThreadLocal<MethodReader> readers = ThreadLocal.withInitial(MethodReader::new);
        new Schedule(order, graph.dependencies()).run(group -> analyse(group, readers.get()), progress);
        kindFlows.freeze();
        return new World(program, kindFlows, new ArrayList<>(problems.values()));
    }

    private void analyse(List<MethodInfo> group, MethodReader reader) {
        int rounds = group.size() > MAX_CYCLE ? 1 : group.size() > 1 || recursive(group.get(0)) ? MAX_ROUNDS : 1;
        for (int round = 0; round < rounds; round++) {
            // Asked again in each round: a lambda may become interesting through the method that made it.
            for (MethodInfo method : group) {
                if (!method.isAbstract() && (method.relevant() || callsInteresting(method))) {
                    analyse(method, reader);
                }
            }
        }
    }

    private static boolean recursive(MethodInfo method) {
        // A lambda that calls its own method is in the same group; a plain self-call is seen here.
        for (MethodInfo.CallRef call : method.calls()) {
            if (call.name().equals(method.name())
                    && call.owner().equals(method.owner().name())) {
                return true;
            }
        }
        return false;
    }

    private boolean callsInteresting(MethodInfo method) {
        for (MethodInfo.CallRef call : method.calls()) {
            if (call.opcode() >= Opcodes.INVOKEVIRTUAL) {
                for (MethodInfo target : program.targets(call.opcode(), call.owner(), call.name(), call.desc())) {
                    if (target.summary().interesting()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void analyse(MethodInfo method, MethodReader reader) {
        @Nullable MethodNode node = reader.read(method);
        if (node == null || node.instructions.size() == 0) {
            return;
        }
        if (node.instructions.size() > MAX_INSTRUCTIONS) {
            problem(method, node.instructions.size() + " instructions (limit " + MAX_INSTRUCTIONS + ")");
            return;
        }
        try {
            new MethodAnalysis(program, method, node, kindFlows).run();
        } catch (org.objectweb.asm.tree.analysis.AnalyzerException | RuntimeException e) {
            problem(method, e.toString());
        }
    }

    private synchronized void problem(MethodInfo method, String why) {
        problems.put(method + method.desc(), method + method.desc() + ": skipped, " + why);
    }
}
