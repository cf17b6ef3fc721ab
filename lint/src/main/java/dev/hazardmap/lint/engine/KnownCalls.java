package dev.hazardmap.lint.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;

/** Results of calls whose meaning for aliases or kinds is part of a public contract: Collections, Objects, locks, atomic references. */
final class KnownCalls {
    private static final Set<String> REFERENCE_READS =
            Set.of("get", "getPlain", "getAcquire", "getOpaque", "getAndSet", "getReference");
    private static final Set<String> PLAIN_FACTORIES = Set.of(
            "com/google/common/collect/Maps",
            "com/google/common/collect/Lists",
            "com/google/common/collect/Sets",
            "com/google/common/collect/Queues");

    private final Flow flow;

    KnownCalls(Flow flow) {
        this.flow = flow;
    }

    @Nullable
    Val result(int opcode, String owner, String name, String desc, List<Val> args, AbstractInsnNode insn) {
        Kind executor = Executors.factory(owner, name, args);
        if (executor != null) {
            return fresh(insn, desc, executor);
        }
        if (LockModel.isReadWriteAccessor(owner, name, desc)) {
            boolean write = name.equals("writeLock") || name.equals("asWriteLock");
            return view(args.get(0), write ? Sym.ViewKind.WRITE_LOCK : Sym.ViewKind.READ_LOCK);
        }
        if (owner.startsWith("java/util/concurrent/atomic/Atomic")
                && REFERENCE_READS.contains(name)
                && !desc.endsWith("I")
                && !desc.endsWith("J")
                && !desc.endsWith("Z")) {
            return elements(args.get(0));
        }
        if (boxing(owner, name, args)) {
            return args.get(0); // the same number in or out of its box
        }
        if (opcode == Opcodes.INVOKESTATIC) {
            return staticResult(owner, name, desc, args, insn);
        }
        boolean streamOf = owner.equals("java/util/stream/Stream") && (name.equals("toList") || name.equals("collect"));
        return streamOf && flow.program().types().family(returnType(desc)).holds()
                ? fresh(insn, desc, Kind.PLAIN)
                : null;
    }

    private static boolean boxing(String owner, String name, List<Val> args) {
        boolean box = owner.equals("java/lang/Integer")
                || owner.equals("java/lang/Long")
                || owner.equals("java/lang/Short")
                || owner.equals("java/lang/Character")
                || owner.equals("java/lang/Byte");
        return box && args.size() == 1 && (name.equals("valueOf") || name.endsWith("Value"));
    }

    private @Nullable Val staticResult(String owner, String name, String desc, List<Val> args, AbstractInsnNode insn) {
        if (owner.equals("java/util/Objects") && name.startsWith("requireNonNull")) {
            return args.get(0).notNull();
        }
        if (owner.equals("java/util/Collections") && !args.isEmpty()) {
            return collections(name, desc, args.get(0), insn);
        }
        boolean immutable = (name.equals("of") || name.equals("copyOf") || name.equals("ofEntries"))
                && (owner.equals("java/util/Map") || owner.equals("java/util/List") || owner.equals("java/util/Set"));
        if (immutable || owner.equals("java/util/Collections")) {
            return fresh(insn, desc, Kind.IMMUTABLE);
        }
        if (name.equals("newKeySet") || name.startsWith("newConcurrent")) {
            return fresh(insn, desc, Kind.CONCURRENT);
        }
        if (PLAIN_FACTORIES.contains(owner) && name.startsWith("new")) {
            return fresh(insn, desc, name.contains("CopyOnWrite") ? Kind.COPY_ON_WRITE : Kind.PLAIN);
        }
        return guava(owner, name, desc, args, insn);
    }

    private @Nullable Val guava(String owner, String name, String desc, List<Val> args, AbstractInsnNode insn) {
        boolean wrapper = owner.startsWith("com/google/common/collect/") && !args.isEmpty();
        if (wrapper && name.startsWith("synchronized")) {
            return fresh(insn, desc, Kind.SYNCHRONIZED);
        } else if (wrapper && name.startsWith("unmodifiable")) {
            return view(args.get(0), Sym.ViewKind.UNMODIFIABLE);
        }
        boolean creates = owner.startsWith("com/google/common/collect/") && name.equals("create");
        return creates ? fresh(insn, desc, flow.program().types().kind(owner)) : null;
    }

    private @Nullable Val collections(String name, String desc, Val arg, AbstractInsnNode insn) {
        if (name.startsWith("synchronized")) {
            return fresh(insn, desc, Kind.SYNCHRONIZED);
        } else if (name.startsWith("unmodifiable") || name.startsWith("checked")) {
            return view(arg, Sym.ViewKind.UNMODIFIABLE);
        } else if (name.equals("newSetFromMap") || name.equals("asLifoQueue")) {
            return view(arg, Sym.ViewKind.KEYS);
        } else if (name.equals("enumeration")) {
            return view(arg, Sym.ViewKind.ITERATOR);
        }
        return name.startsWith("singleton") || name.equals("nCopies") ? fresh(insn, desc, Kind.IMMUTABLE) : null;
    }

    private Val fresh(AbstractInsnNode insn, String desc, Kind kind) {
        return Val.of(flow.fresh(insn, returnType(desc), kind));
    }

    private static String returnType(String desc) {
        Type type = Type.getReturnType(desc);
        return type.getSort() == Type.OBJECT ? type.getInternalName() : type.getDescriptor();
    }

    private static Val view(Val value, Sym.ViewKind kind) {
        Set<Sym> out = new LinkedHashSet<>();
        value.notNull().syms().forEach(sym -> out.add(Sym.view(sym, kind)));
        return Val.of(1, out);
    }

    private static Val elements(Val value) {
        Set<Sym> out = new LinkedHashSet<>();
        value.notNull().syms().forEach(sym -> out.add(Sym.elem(sym)));
        return Val.of(1, out);
    }
}
