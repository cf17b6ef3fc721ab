package dev.hazardmap.agent.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.agent.Compiled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/** Against ASM's interpreter, which takes and puts real values. */
class StackEffectTest {
    private static final String SOURCE = """
            Ops.java
            class Ops {
                int i; long l; double d; Object o; static long sl; static int si; static Object so;
                Object ints(int a, int b, int[] is, byte[] bs, char[] cs, short[] ss) {
                    i = a + b - a * b / a % b; i = a & b | a ^ b; i = a << b >> a >>> b; i = -a;
                    is[a] = is[b]; bs[a] = bs[b]; cs[a] = cs[b]; ss[a] = ss[b]; i = is.length; a++;
                    i = (byte) a; i = (char) b; i = (short) a; l = a; d = b; return new int[a];
                }
                Object longs(long a, long b, long[] ls) {
                    l = a + b - a * b / a; ls[0] = ls[1]; i = (int) a; d = a; l = 0; l = 1; l = 123456789012L;
                    sl = a; l = sl; long c = a; return Long.valueOf(c);
                }
                Object doubles(double a, double b, double[] ds) {
                    d = a + b - a * b / a; ds[0] = ds[1]; i = (int) a; l = (long) a; d = 0; d = 1; d = 2.5;
                    double c = a; return Double.valueOf(c);
                }
                Object floats(float a, float b, float[] fs) {
                    float c = a + b - a * b / a; fs[0] = fs[1]; c = i; return Float.valueOf(c);
                }
                Object objects(Object x, Object[] os, java.util.List<String> list) {
                    o = os[0]; os[1] = o; so = x; x = so; si = 5; o = x instanceof String; o = (String) x;
                    synchronized (x) { list.add("a"); } list.size(); Math.max(1L, 2L); System.nanoTime();
                    o = new String[3]; o = new StringBuilder("x"); o = null; Runnable r = () -> list.add("" + l);
                    return String.class;
                }
            }
            """;

    @Test
    void takenAndPut_everyInstruction_asAsmsInterpreter() throws AnalyzerException {
        ClassNode type = Compiled.of(11, SOURCE).node("Ops");
        TreeSet<Integer> compared = new TreeSet<>();
        for (MethodNode method : type.methods) {
            Recorder recorder = new Recorder();
            new Analyzer<>(recorder).analyze(type.name, method);
            recorder.effects.forEach((node, effect) -> {
                int taken = StackEffect.taken(node);
                if (taken >= 0) {
                    String what = method.name + " opcode " + node.getOpcode();
                    assertThat(taken).as(what + " takes").isEqualTo(effect[0]);
                    assertThat(StackEffect.put(node)).as(what + " puts").isEqualTo(effect[1]);
                    compared.add(node.getOpcode());
                }
            });
        }
        assertThat(compared)
                .contains(Opcodes.LASTORE, Opcodes.DADD, Opcodes.PUTFIELD, Opcodes.PUTSTATIC, Opcodes.INVOKEDYNAMIC)
                .contains(Opcodes.I2L, Opcodes.D2L, Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE, Opcodes.AASTORE)
                .contains(Opcodes.MONITORENTER, Opcodes.LDC, Opcodes.LSTORE, Opcodes.ANEWARRAY, Opcodes.IINC)
                .hasSizeGreaterThan(85);
    }

    @Test
    void taken_notAStraightLine_minusOne() {
        for (int opcode : new int[] {Opcodes.SWAP, Opcodes.DUP_X1, Opcodes.DUP2, Opcodes.ATHROW, Opcodes.ARETURN}) {
            assertThat(StackEffect.taken(new InsnNode(opcode)))
                    .as("opcode " + opcode)
                    .isNegative();
        }
    }

    /** Slots taken and put, by instruction. */
    private static final class Recorder extends BasicInterpreter {
        final Map<AbstractInsnNode, int[]> effects = new HashMap<>();

        Recorder() {
            super(Opcodes.ASM9);
        }

        private BasicValue note(AbstractInsnNode node, BasicValue result, BasicValue... taken) {
            int slots = 0;
            for (BasicValue value : taken) {
                slots += value.getSize();
            }
            boolean put = result != null && result != BasicValue.UNINITIALIZED_VALUE;
            effects.put(node, new int[] {slots, put ? result.getSize() : 0});
            return result;
        }

        @Override
        public BasicValue newOperation(AbstractInsnNode node) throws AnalyzerException {
            return note(node, super.newOperation(node));
        }

        @Override
        public BasicValue copyOperation(AbstractInsnNode node, BasicValue value) throws AnalyzerException {
            BasicValue result = super.copyOperation(node, value);
            if (node.getOpcode() >= Opcodes.ISTORE && node.getOpcode() <= Opcodes.ASTORE) {
                note(node, null, value);
            } else if (node.getOpcode() >= Opcodes.ILOAD && node.getOpcode() <= Opcodes.ALOAD) {
                note(node, result);
            }
            return result;
        }

        @Override
        public BasicValue unaryOperation(AbstractInsnNode node, BasicValue value) throws AnalyzerException {
            BasicValue result = super.unaryOperation(node, value);
            if (node.getOpcode() == Opcodes.IINC) {
                note(node, null);
                return result;
            }
            return note(node, result, value);
        }

        @Override
        public BasicValue binaryOperation(AbstractInsnNode node, BasicValue a, BasicValue b) throws AnalyzerException {
            return note(node, super.binaryOperation(node, a, b), a, b);
        }

        @Override
        public BasicValue ternaryOperation(AbstractInsnNode node, BasicValue a, BasicValue b, BasicValue c)
                throws AnalyzerException {
            return note(node, super.ternaryOperation(node, a, b, c), a, b, c);
        }

        @Override
        public BasicValue naryOperation(AbstractInsnNode node, List<? extends BasicValue> values)
                throws AnalyzerException {
            return note(node, super.naryOperation(node, values), values.toArray(new BasicValue[0]));
        }
    }
}
