package dev.hazardmap.agent.patch;

import dev.hazardmap.agent.site.Sites;
import dev.hazardmap.trace.recorder.EventCode;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The application's calls of map methods, in the application's code: so the JDK's own use of maps is not recorded, the
 * call site is known without a stack, and any implementation of Map is seen. Whether the receiver is a Map is found
 * out by the hook: the owner that the call names may be a subclass.
 */
public final class TraceMapPatch implements Patch {
    private static final String HOOKS = "dev/hazardmap/trace/recorder/MapHooks";
    private static final Type OBJECT = Type.getType(Object.class);
    private static final String O = "Ljava/lang/Object;";

    /** Operations on one key, by name and descriptor. */
    private static final Map<String, Integer> OF_KEY = Map.ofEntries(
            Map.entry("get(" + O + ")" + O, EventCode.MAP_GET),
            Map.entry("getOrDefault(" + O + O + ")" + O, EventCode.MAP_GET),
            Map.entry("put(" + O + O + ")" + O, EventCode.MAP_PUT),
            Map.entry("putIfAbsent(" + O + O + ")" + O, EventCode.MAP_PUT_IF_ABSENT),
            Map.entry("remove(" + O + ")" + O, EventCode.MAP_REMOVE),
            Map.entry("remove(" + O + O + ")Z", EventCode.MAP_REMOVE),
            Map.entry("containsKey(" + O + ")Z", EventCode.MAP_CONTAINS),
            Map.entry("computeIfAbsent(" + O + "Ljava/util/function/Function;)" + O, EventCode.MAP_COMPUTE),
            Map.entry("computeIfPresent(" + O + "Ljava/util/function/BiFunction;)" + O, EventCode.MAP_COMPUTE),
            Map.entry("compute(" + O + "Ljava/util/function/BiFunction;)" + O, EventCode.MAP_COMPUTE),
            Map.entry("merge(" + O + O + "Ljava/util/function/BiFunction;)" + O, EventCode.MAP_COMPUTE),
            Map.entry("replace(" + O + O + ")" + O, EventCode.MAP_REPLACE),
            Map.entry("replace(" + O + O + O + ")Z", EventCode.MAP_REPLACE));

    /** Operations on the whole map. */
    private static final Map<String, Integer> OF_ALL = Map.of(
            "putAll(Ljava/util/Map;)V", EventCode.MAP_BULK,
            "replaceAll(Ljava/util/function/BiFunction;)V", EventCode.MAP_BULK,
            "forEach(Ljava/util/function/BiConsumer;)V", EventCode.MAP_ITERATED);

    /** The same, of names that other types have too: only where the call names a map. */
    private static final Map<String, Integer> OF_NAMED =
            Map.of("clear()V", EventCode.MAP_CLEAR, "size()I", EventCode.MAP_SIZE, "isEmpty()Z", EventCode.MAP_SIZE);

    private static final Set<String> VIEWS =
            Set.of("entrySet", "keySet", "values", "navigableKeySet", "descendingKeySet", "descendingMap");

    private final Sites sites;

    public TraceMapPatch(Sites sites) {
        this.sites = sites;
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : Code.instructions(method)) {
                boolean virtual =
                        node.getOpcode() == Opcodes.INVOKEVIRTUAL || node.getOpcode() == Opcodes.INVOKEINTERFACE;
                changed |= virtual && call(type, method, (MethodInsnNode) node);
            }
        }
        return changed;
    }

    private boolean call(ClassNode type, MethodNode method, MethodInsnNode call) {
        String named = call.name + call.desc;
        Integer ofKey = OF_KEY.get(named);
        if (ofKey != null) {
            operation(type, method, call, ofKey, "begin", true);
            return true;
        }
        Integer ofAll = OF_ALL.get(named);
        if (ofAll != null) {
            operation(type, method, call, ofAll, "beginBulk", false);
            return true;
        }
        Integer ofNamed = isMap(call.owner) ? OF_NAMED.get(named) : null;
        if (ofNamed != null) {
            operation(type, method, call, ofNamed, "begin", true);
            return true;
        }
        return iteration(type, method, call);
    }

    static boolean isMap(String owner) {
        return owner.endsWith("Map") || owner.endsWith("Hashtable") || owner.equals("java/util/Properties");
    }

    private void operation(
            ClassNode type, MethodNode method, MethodInsnNode call, int code, String begin, boolean keyed) {
        int map = Code.newLocal(method, OBJECT);
        int since = Code.newLocal(method, Type.LONG_TYPE);
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        before.add(Code.op(Opcodes.DUP));
        before.add(Code.store(OBJECT, map));
        before.add(Code.hook(HOOKS, begin, "()J"));
        before.add(Code.store(Type.LONG_TYPE, since));
        arguments.reload(before);
        method.instructions.insertBefore(call, before);
        InsnList after = Code.list(Code.load(OBJECT, map));
        if (keyed) {
            after.add(arguments.loadReferenceOrNull(0));
        }
        after.add(Code.load(Type.LONG_TYPE, since));
        after.add(new LdcInsnNode(code << 24 | sites.number(type, method, call) & 0xFFFFFF));
        after.add(
                keyed ? Code.hook(HOOKS, "end", "(" + O + O + "JI)V") : Code.hook(HOOKS, "endBulk", "(" + O + "JI)V"));
        method.instructions.insert(call, after);
    }

    private boolean iteration(ClassNode type, MethodNode method, MethodInsnNode call) {
        boolean view = VIEWS.contains(call.name) && call.desc.startsWith("()L");
        boolean iterator = call.name.equals("iterator") && call.desc.equals("()Ljava/util/Iterator;");
        if (view || iterator) {
            handedOut(type, method, call, view);
            return true;
        }
        boolean step = call.owner.equals("java/util/Iterator");
        if (step && call.name.equals("next")) {
            around(method, call, Code.list(), "next", "(" + O + ")V");
            return true;
        }
        if (step && call.name.equals("hasNext")) {
            int more = Code.newLocal(method, Type.INT_TYPE);
            InsnList keep = Code.list(Code.op(Opcodes.DUP), Code.store(Type.INT_TYPE, more));
            around(method, call, keep, "hasNext", "(" + O + "Z)V");
            // the hook's second argument, behind the iterator
            AbstractInsnNode hook = call;
            while (!(hook instanceof MethodInsnNode) || hook == call) {
                hook = hook.getNext();
            }
            method.instructions.insertBefore(hook, Code.load(Type.INT_TYPE, more));
            return true;
        }
        return false;
    }

    /** A call without arguments whose receiver the hook gets afterwards. */
    private static void around(MethodNode method, MethodInsnNode call, InsnList keep, String hook, String descriptor) {
        int receiver = Code.newLocal(method, OBJECT);
        method.instructions.insertBefore(call, Code.list(Code.op(Opcodes.DUP), Code.store(OBJECT, receiver)));
        InsnList after = keep;
        after.add(Code.load(OBJECT, receiver));
        after.add(Code.hook(HOOKS, hook, descriptor));
        method.instructions.insert(call, after);
    }

    /** A view or an iterator, with what it was got from. */
    private void handedOut(ClassNode type, MethodNode method, MethodInsnNode call, boolean view) {
        int receiver = Code.newLocal(method, OBJECT);
        int result = Code.newLocal(method, OBJECT);
        method.instructions.insertBefore(call, Code.list(Code.op(Opcodes.DUP), Code.store(OBJECT, receiver)));
        InsnList after = Code.list(
                Code.op(Opcodes.DUP),
                Code.store(OBJECT, result),
                Code.load(OBJECT, receiver),
                Code.load(OBJECT, result));
        if (view) {
            after.add(Code.hook(HOOKS, "view", "(" + O + O + ")V"));
        } else {
            after.add(new LdcInsnNode(sites.number(type, method, call) & 0xFFFFFF));
            after.add(Code.hook(HOOKS, "iterator", "(" + O + O + "I)V"));
        }
        method.instructions.insert(call, after);
    }
}
