package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * Runs the analysis: callees before callers, cycles until they settle.
 *
 * <p>A method is looked at when its own code is relevant or when a callee's summary says something about its parameters; all others are
 * skipped, which is what makes a million lines a matter of seconds. Methods that call each other are analysed together, up to {@link
 * #MAX_ROUNDS} times: a third round has not been seen to change a finding.
 */
public final class Engine {
    private static final int MAX_ROUNDS = 3;

    /** Larger cycles (parsers, visitors) are taken once: what they say of each other is too vague to be worth the rounds. */
    private static final int MAX_CYCLE = 60;

    /** Generated methods (parsers, tables) beyond this size are skipped and said so. */
    private static final int MAX_INSTRUCTIONS = 12_000;

    private final Program program;
    private final KindFlows kindFlows = new KindFlows();
    private final List<String> problems = new ArrayList<>();
    private final Map<MethodInfo, MethodNode> nodes = new HashMap<>();

    /** An engine for {@code program}, whose classes have all been added. */
    public Engine(Program program) {
        this.program = program;
    }

    /** Analyses everything. {@code progress} is told how many of how many method groups are done. */
    public World run(BiConsumer<Integer, Integer> progress) {
        program.link();
        List<List<MethodInfo>> order = new CallGraph(program).bottomUp();
        int done = 0;
        for (List<MethodInfo> group : order) {
            analyse(group);
            done++;
            if (done % 512 == 0) {
                progress.accept(done, order.size());
            }
        }
        progress.accept(order.size(), order.size());
        return new World(program, kindFlows, problems);
    }

    private void analyse(List<MethodInfo> group) {
        int rounds = group.size() > MAX_CYCLE ? 1 : group.size() > 1 || recursive(group.get(0)) ? MAX_ROUNDS : 1;
        for (int round = 0; round < rounds; round++) {
            // Asked again in each round: a lambda may become interesting through the method that made it.
            for (MethodInfo method : group) {
                if (!method.isAbstract() && (method.relevant() || callsInteresting(method))) {
                    analyse(method);
                }
            }
        }
        group.forEach(nodes::remove);
    }

    private static boolean recursive(MethodInfo method) {
        // A lambda that calls its own method is in the same group; a plain self-call is seen here.
        return method.calls().stream()
                .anyMatch(call -> call.name().equals(method.name())
                        && call.owner().equals(method.owner().name()));
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

    private void analyse(MethodInfo method) {
        MethodNode node = node(method);
        if (node == null || node.instructions.size() == 0) {
            return;
        }
        if (node.instructions.size() > MAX_INSTRUCTIONS) {
            problems.add(method + ": skipped, " + node.instructions.size() + " instructions (limit " + MAX_INSTRUCTIONS
                    + ")");
            return;
        }
        try {
            new MethodAnalysis(program, method, node, kindFlows).run();
        } catch (org.objectweb.asm.tree.analysis.AnalyzerException | RuntimeException e) {
            problems.add(method + method.desc() + ": skipped, " + e);
        }
    }

    private @Nullable MethodNode node(MethodInfo method) {
        MethodNode known = nodes.get(method);
        if (known != null) {
            return known;
        }
        new ClassReader(method.owner().bytes()).accept(new OneMethod(method), ClassReader.SKIP_FRAMES);
        return nodes.get(method);
    }

    /** Reads the code of one method, and of those of its class that are due as well; the reader skips the others. */
    private final class OneMethod extends ClassVisitor {
        private final MethodInfo wanted;

        OneMethod(MethodInfo wanted) {
            super(Opcodes.ASM9);
            this.wanted = wanted;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String desc, @Nullable String signature, String @Nullable [] exceptions) {
            MethodInfo method = wanted.owner().method(name, desc);
            // The relevant ones will all be asked for; reading them now saves reading the class again.
            boolean due = method != null && method.relevant() && method.facts() == null;
            if (method == null || (method != wanted && !due)) {
                return null;
            }
            MethodNode node = new MethodNode(Opcodes.ASM9, access, name, desc, signature, exceptions);
            nodes.put(method, node);
            return node;
        }
    }
}
