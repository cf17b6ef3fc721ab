package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** The second pass over a method: with the values known at each instruction, writes down what it does. */
final class Events {
    private final Flow flow;
    private final MethodFacts facts;
    private final CallEvents calls;
    private final KindFlows kinds;
    private final Types types;

    Events(Flow flow, MethodFacts facts, KindFlows kinds) {
        this.flow = flow;
        this.facts = facts;
        this.kinds = kinds;
        this.types = flow.program().types();
        this.calls = new CallEvents(flow, facts, kinds);
    }

    CallEvents calls() {
        return calls;
    }

    void run(@Nullable FlowFrame[] frames) {
        int i = 0;
        for (AbstractInsnNode insn : flow.node().instructions) {
            FlowFrame frame = frames[i];
            if (frame != null && insn.getOpcode() >= 0) {
                visit(insn, frame);
                if (frame.live().size() > 1) {
                    facts.together().add(frame.live());
                }
                if (insn instanceof MethodInsnNode || insn.getOpcode() == Opcodes.MONITOREXIT) {
                    flow.transfer(insn, new FlowFrame(flow, frame));
                }
            }
            i++;
        }
    }

    private void visit(AbstractInsnNode insn, FlowFrame frame) {
        if (insn instanceof MethodInsnNode call) {
            Context context = context(insn, frame);
            calls.call(context, call.getOpcode(), call.owner, call.name, call.desc, flow.arguments(call, frame));
        } else if (insn instanceof FieldInsnNode field) {
            field(field, frame);
        } else if (insn instanceof InvokeDynamicInsnNode dynamic) {
            dynamic(dynamic, frame);
        } else if (insn instanceof JumpInsnNode jump) {
            jump(jump, frame);
        } else {
            other(insn, frame);
        }
    }

    private Context context(AbstractInsnNode insn, FlowFrame frame) {
        return new Context(flow.index(insn), frame.held(), null, frame.live(), List.of(flow.site(insn)), 0);
    }

    private void field(FieldInsnNode insn, FlowFrame frame) {
        FieldKey key = flow.program().resolve(insn.owner, insn.name, insn.desc);
        int op = insn.getOpcode();
        boolean put = op == Opcodes.PUTFIELD || op == Opcodes.PUTSTATIC;
        boolean instance = op == Opcodes.PUTFIELD || op == Opcodes.GETFIELD;
        boolean reference = insn.desc.startsWith("L");
        if (!reference) {
            return;
        }
        Val value = put ? Flow.top(frame, 0) : Val.UNKNOWN1;
        Set<Sym> targets = new LinkedHashSet<>();
        if (instance) {
            Flow.top(frame, put ? 1 : 0).notNull().syms().forEach(base -> targets.add(Sym.field(base, key)));
        } else {
            targets.add(new Sym.Static(key));
        }
        boolean holds = types.family(Names.typeOf(insn.desc)).holds();
        for (Sym target : targets) {
            if (holds) {
                calls.emit(context(insn, frame), target, put ? Op.STORE : Op.LOAD, Val.UNKNOWN1, value);
            }
            if (put) {
                facts.assigns()
                        .add(new MethodFacts.Assign(
                                flow.index(insn),
                                target,
                                value,
                                frame.held(),
                                flow.site(insn).line()));
                calls.store(target, value);
            }
        }
        if (put) {
            kinds.field(key, flow.method(), value);
            value.syms().forEach(sym -> calls.keep(context(insn, frame), sym, "field " + key.label()));
        }
    }

    private void dynamic(InvokeDynamicInsnNode insn, FlowFrame frame) {
        List<Val> args = Flow.arguments(Type.getArgumentCount(insn.desc), frame);
        if (FlowInterpreter.implementation(insn) != null) {
            return;
        }
        Context context = context(insn, frame);
        for (Val arg : args) {
            calls.bulkRead(context, arg, true);
        }
    }

    private void jump(JumpInsnNode jump, FlowFrame frame) {
        int op = jump.getOpcode();
        if (op == Opcodes.GOTO || op == Opcodes.JSR) {
            return;
        }
        boolean nullTest = op == Opcodes.IFNULL || op == Opcodes.IFNONNULL;
        int operands = op >= Opcodes.IF_ICMPEQ && op <= Opcodes.IF_ACMPNE ? 2 : 1;
        Set<Integer> reads = new LinkedHashSet<>();
        for (int i = 0; i < operands; i++) {
            reads.addAll(Flow.top(frame, i).reads());
        }
        int index = flow.index(jump);
        if (!reads.isEmpty()) {
            facts.branchReads().put(index, reads);
        }
        if (nullTest) {
            int target = flow.index(jump.label);
            facts.nullTests()
                    .add(new MethodFacts.NullTest(
                            index, Flow.top(frame, 0), frame.held(), op == Opcodes.IFNULL ? target : index + 1));
        }
    }

    private void other(AbstractInsnNode insn, FlowFrame frame) {
        int op = insn.getOpcode();
        if (op >= Opcodes.IRETURN && op <= Opcodes.ARETURN) {
            Val value = Flow.top(frame, 0);
            facts.returns()
                    .add(new MethodFacts.Return(
                            flow.index(insn),
                            value,
                            frame.held(),
                            flow.site(insn).line()));
            value.syms().forEach(sym -> calls.keep(context(insn, frame), sym, "the caller"));
        } else if (op == Opcodes.AASTORE) {
            Flow.top(frame, 2).syms().forEach(array -> kinds.element(array, flow.method(), Flow.top(frame, 0)));
        } else if (op == Opcodes.TABLESWITCH || op == Opcodes.LOOKUPSWITCH) {
            Set<Integer> reads = Flow.top(frame, 0).reads();
            if (!reads.isEmpty()) {
                facts.branchReads().put(flow.index(insn), reads);
            }
        }
    }

    static List<Val> pad(List<Val> args, int count, Val filler) {
        List<Val> all = new ArrayList<>(args);
        while (all.size() < count) {
            all.add(filler);
        }
        return all;
    }
}
