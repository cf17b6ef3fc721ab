package dev.hazardmap.lint.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Cuts a method's code into basic blocks. */
final class CfgBuilder {
    private final InsnList code;
    private final AbstractInsnNode[] insns;
    private final BitSet leaders = new BitSet();

    CfgBuilder(InsnList code) {
        this.code = code;
        this.insns = code.toArray();
    }

    Cfg build(int[] lines) {
        leaders.set(0);
        for (int i = 0; i < insns.length; i++) {
            if (endsBlock(insns[i])) {
                targets(insns[i]).forEach(leaders::set);
                if (i + 1 < insns.length) {
                    leaders.set(i + 1);
                }
            }
        }
        int[] starts = leaders.stream().toArray();
        int[][] next = new int[starts.length][];
        for (int block = 0; block < starts.length; block++) {
            int last = (block + 1 < starts.length ? starts[block + 1] : insns.length) - 1;
            next[block] = followers(insns[last], last);
        }
        return new Cfg(starts, next, lines);
    }

    private int[] followers(AbstractInsnNode last, int index) {
        TreeSet<Integer> next = new TreeSet<>(targets(last));
        int op = last.getOpcode();
        boolean leaves = leaves(op) || op == Opcodes.GOTO || op == Opcodes.TABLESWITCH || op == Opcodes.LOOKUPSWITCH;
        if (!leaves && index + 1 < insns.length) {
            next.add(index + 1);
        }
        return next.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean leaves(int op) {
        return (op >= Opcodes.IRETURN && op <= Opcodes.RETURN) || op == Opcodes.ATHROW || op == Opcodes.RET;
    }

    private static boolean endsBlock(AbstractInsnNode insn) {
        return insn instanceof JumpInsnNode
                || insn instanceof TableSwitchInsnNode
                || insn instanceof LookupSwitchInsnNode
                || leaves(insn.getOpcode());
    }

    private List<Integer> targets(AbstractInsnNode insn) {
        if (insn instanceof JumpInsnNode jump) {
            return List.of(code.indexOf(jump.label));
        } else if (insn instanceof TableSwitchInsnNode table) {
            return targets(table.labels, table.dflt);
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            return targets(lookup.labels, lookup.dflt);
        }
        return List.of();
    }

    private List<Integer> targets(List<LabelNode> labels, LabelNode other) {
        Integer[] found = new Integer[labels.size() + 1];
        for (int i = 0; i < labels.size(); i++) {
            found[i] = code.indexOf(labels.get(i));
        }
        found[labels.size()] = code.indexOf(other);
        return Arrays.asList(found);
    }
}
