package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A method under analysis: its header, whom it calls, and (after its turn) its summary and facts. */
public final class MethodInfo {
    /** A call as written. */
    record CallRef(int opcode, String owner, String name, String desc) {}

    private static final Set<String> FUNCTION_NAMES = Set.of(
            "run",
            "call",
            "get",
            "apply",
            "accept",
            "test",
            "compute",
            "applyAsInt",
            "applyAsLong",
            "handle",
            "execute",
            "load",
            "onMessage",
            "handleMessage");

    private final ClassInfo owner;
    private final String name;
    private final String desc;
    private final int access;
    private Set<String> annotations = Set.of();
    private List<String> suppressed = List.of();
    private List<CallRef> calls = List.of();
    private Set<Caller> callers = Set.of();
    private @Nullable Task taskRoot;
    private boolean relevant;
    private Summary summary = Summary.EMPTY;
    private @Nullable MethodFacts facts;
    private int size;
    private int order;
    private boolean @Nullable [] containers; // computed twice by two threads at worst, to the same
    private int taskRootOrder;

    /**
     * A caller of this method.
     *
     * @param method the caller
     * @param locks the locks it holds there, in terms of this method's parameters
     * @param sameObject whether it calls on its own {@code this}
     */
    public record Caller(MethodInfo method, Set<Lock> locks, boolean sameObject) {
        /** Whether it holds a lock. */
        public boolean locked() {
            return !locks.isEmpty();
        }
    }

    MethodInfo(ClassInfo owner, String name, String desc, int access) {
        this.owner = owner;
        this.name = name;
        this.desc = desc;
        this.access = access;
    }

    /** Declaring class. */
    public ClassInfo owner() {
        return owner;
    }

    /** Name. */
    public String name() {
        return name;
    }

    /** Descriptor. */
    public String desc() {
        return desc;
    }

    /** Descriptors of the annotations. */
    public Set<String> annotations() {
        return annotations;
    }

    void annotate(String descriptor) {
        Set<String> more = new TreeSet<>(annotations);
        more.add(descriptor);
        annotations = more;
    }

    void suppress(List<String> ids) {
        List<String> more = new ArrayList<>(suppressed);
        more.addAll(ids);
        suppressed = more;
    }

    /** Rule ids and groups suppressed on the method. */
    public List<String> suppressed() {
        return suppressed;
    }

    /** Calls and field accesses, each once, in order of the code. */
    List<CallRef> calls() {
        return calls;
    }

    void calls(List<CallRef> found) {
        calls = found;
    }

    /** Who calls it, as far as the program shows. */
    public Set<Caller> callers() {
        return callers;
    }

    /** Called by the threads that analyse callers; what remains does not depend on their order. */
    synchronized void calledFrom(Caller from, @Nullable Task task, boolean onNewObject) {
        MethodInfo caller = from.method();
        if (task != null && onNewObject && (taskRoot == null || caller.order < taskRootOrder)) {
            taskRoot = task;
            taskRootOrder = caller.order;
        }
        if (task == null && caller != this) {
            if (callers.isEmpty()) {
                callers = new LinkedHashSet<>();
            }
            callers.add(from);
        }
    }

    /** Place of the method in the call graph's order, callees first. */
    int order() {
        return order;
    }

    void order(int place) {
        order = place;
    }

    /** The task that runs this method as its first, or null. */
    public @Nullable Task taskRoot() {
        return taskRoot;
    }

    /** Whether its own code touches containers, locks, threads or lambdas. */
    boolean relevant() {
        return relevant;
    }

    void markRelevant() {
        relevant = true;
    }

    void markReturnsNull() {
        if (summary == Summary.EMPTY) {
            summary = Summary.NULLABLE;
        }
    }

    int size() {
        return size;
    }

    void size(int instructions) {
        size = instructions;
    }

    Summary summary() {
        return summary;
    }

    /** Accesses of this method and everything it calls, in terms of its own parameters. */
    public List<Access> accesses() {
        return summary.accesses();
    }

    void finish(Summary newSummary, @Nullable MethodFacts newFacts) {
        summary = newSummary;
        facts = newFacts;
    }

    /** What the rules look at, or null when the method had nothing of interest. */
    public @Nullable MethodFacts facts() {
        return facts;
    }

    /** Index of the first declared argument in the parameter numbering: 1 when there is a {@code this}. */
    int firstArgument() {
        return isStatic() ? 0 : 1;
    }

    /** Whether a container, or something that may be one, can be passed as parameter {@code index}. */
    boolean mayTakeContainer(int index, Types types) {
        boolean[] known = containers;
        if (known == null) {
            Type[] arguments = Type.getArgumentTypes(desc);
            known = new boolean[arguments.length + firstArgument()];
            for (int i = 0; i < arguments.length; i++) {
                known[i + firstArgument()] = mayBeContainer(arguments[i], types);
            }
            if (!isStatic()) {
                known[0] = types.family(owner.name()).holds();
            }
            containers = known;
        }
        return index < known.length && known[index];
    }

    private static boolean mayBeContainer(Type type, Types types) {
        if (type.getSort() != Type.OBJECT) {
            return type.getSort() == Type.ARRAY;
        }
        String name = type.getInternalName();
        return name.equals("java/lang/Object")
                || name.equals("java/lang/Iterable")
                || name.startsWith("java/util/")
                || types.family(name).holds()
                || types.isA(name, "java/util/concurrent/Executor");
    }

    int parameterCount() {
        return firstArgument() + Type.getArgumentCount(desc);
    }

    /** static. */
    public boolean isStatic() {
        return (access & Opcodes.ACC_STATIC) != 0;
    }

    /** private. */
    public boolean isPrivate() {
        return (access & Opcodes.ACC_PRIVATE) != 0;
    }

    /** public. */
    public boolean isPublic() {
        return (access & Opcodes.ACC_PUBLIC) != 0;
    }

    /** public or protected. */
    public boolean isExported() {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    }

    /** Whether code that holds an object of the class would call it by an interface: the methods of callbacks and anonymous classes. */
    boolean isFunctional() {
        return isCallable(name)
                && !name.equals("<init>")
                && !isPrivate()
                && (FUNCTION_NAMES.contains(name) || owner.isAnonymous());
    }

    boolean isCallable(String wanted) {
        return name.equals(wanted) && !isSynthetic() && !isStatic() && !isAbstract();
    }

    /** Sets a bean's property: by contract before the bean is used. */
    public boolean isSetter() {
        return name.startsWith("set") && desc.endsWith(")V") && Type.getArgumentCount(desc) == 1;
    }

    /** Threads may come in here from code out of sight. */
    boolean isEntry() {
        return isExported() && !isSynthetic() && !owner.isAnonymous();
    }

    /** Made by the compiler: lambda bodies, bridges, accessors. */
    public boolean isSynthetic() {
        return (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) != 0;
    }

    boolean isSynchronized() {
        return (access & Opcodes.ACC_SYNCHRONIZED) != 0;
    }

    boolean isAbstract() {
        return (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0;
    }

    /** Cannot be overridden. */
    boolean isExact() {
        return isPrivate()
                || isStatic()
                || name.equals("<init>")
                || (access & Opcodes.ACC_FINAL) != 0
                || owner.isFinal();
    }

    /** A constructor or static initialiser. */
    public boolean isInitializer() {
        return name.equals("<init>") || name.equals("<clinit>");
    }

    @Override
    public String toString() {
        return owner.dotted() + "." + name;
    }
}
