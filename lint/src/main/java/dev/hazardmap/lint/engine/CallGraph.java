package dev.hazardmap.lint.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;

/** Strongly connected components of the call graph, callees first (Tarjan, without recursion: call chains are long). */
final class CallGraph {
    private final Program program;
    private final Map<MethodInfo, State> states = new IdentityHashMap<>();
    private final ArrayDeque<State> component = new ArrayDeque<>();
    private final List<List<MethodInfo>> order = new ArrayList<>();
    private final Map<MethodInfo, Integer> groups = new IdentityHashMap<>();
    private final List<int[]> dependencies = new ArrayList<>();
    private int counter;

    CallGraph(Program program) {
        this.program = program;
    }

    private static final class State {
        private final MethodInfo method;
        private List<MethodInfo> callees;
        private int next;
        private int index;
        private int low;
        private boolean open = true;

        State(MethodInfo method, List<MethodInfo> callees) {
            this.method = method;
            this.callees = callees;
        }
    }

    List<List<MethodInfo>> bottomUp() {
        for (ClassInfo info : program.classes()) {
            // Constructors first: who calls a method of an object has made the object before.
            for (MethodInfo method : info.methods()) {
                visit(method);
            }
        }
        return order;
    }

    private void visit(MethodInfo start) {
        if (states.containsKey(start)) {
            return;
        }
        ArrayDeque<State> path = new ArrayDeque<>();
        path.push(open(start));
        while (!path.isEmpty()) {
            State state = path.element();
            if (state.next < state.callees.size()) {
                MethodInfo callee = state.callees.get(state.next++);
                State known = states.get(callee);
                if (known == null) {
                    path.push(open(callee));
                } else if (known.open) {
                    state.low = Math.min(state.low, known.index);
                }
            } else {
                path.pop();
                close(state);
                if (!path.isEmpty()) {
                    path.element().low = Math.min(path.element().low, state.low);
                }
            }
        }
    }

    private State open(MethodInfo method) {
        State state = new State(method, callees(method));
        state.index = counter;
        state.low = counter++;
        states.put(method, state);
        component.push(state);
        return state;
    }

    private void close(State state) {
        if (state.low != state.index) {
            return;
        }
        List<MethodInfo> members = new ArrayList<>();
        State member;
        do {
            member = component.pop();
            member.open = false;
            members.add(member.method);
        } while (member != state);
        depend(members);
        order.add(members);
    }

    /** Callees are in groups that are closed already, or in this one. */
    private void depend(List<MethodInfo> members) {
        Set<Integer> on = new TreeSet<>();
        for (MethodInfo each : members) {
            groups.put(each, order.size());
        }
        for (MethodInfo each : members) {
            State state = Objects.requireNonNull(states.get(each));
            for (MethodInfo callee : state.callees) {
                on.add(groups.get(callee));
            }
            state.callees = List.of();
        }
        on.remove(order.size());
        dependencies.add(on.stream().mapToInt(Integer::intValue).toArray());
    }

    /** For each group of {@link #bottomUp}, the groups its methods call. */
    int[][] dependencies() {
        return dependencies.toArray(new int[0][]);
    }

    private List<MethodInfo> callees(MethodInfo method) {
        Set<MethodInfo> callees = new LinkedHashSet<>();
        for (MethodInfo.CallRef call : method.calls()) {
            if (call.opcode() == Opcodes.INVOKEDYNAMIC) {
                MethodInfo target = program.lookup(call.owner(), call.name(), call.desc());
                if (target != null && !target.isAbstract()) {
                    callees.add(target);
                }
            } else if (call.opcode() >= Opcodes.INVOKEVIRTUAL) {
                callees.addAll(program.targets(call.opcode(), call.owner(), call.name(), call.desc()));
                if (call.name().equals("<init>")) {
                    functionalMethods(call.owner(), callees);
                }
            }
        }
        return List.copyOf(callees);
    }

    /** Whoever makes an anonymous object may hand its methods on: they must have a summary by then. */
    private void functionalMethods(String owner, Set<MethodInfo> callees) {
        ClassInfo info = program.find(owner);
        if (info != null) {
            for (MethodInfo method : info.methods()) {
                if (method.isFunctional()) {
                    callees.add(method);
                }
            }
        }
    }
}
