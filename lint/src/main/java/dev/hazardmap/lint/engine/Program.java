package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** All classes under analysis, and the questions about their hierarchy. Filled first, then read only. */
public final class Program {
    /** A virtual call with more targets than this is not followed: its effects would be a guess. */
    private static final int MAX_TARGETS = 4;

    private final Map<String, ClassInfo> classes = new LinkedHashMap<>();
    private final Map<String, List<ClassInfo>> children = new HashMap<>();
    private final Types types = new Types(this);
    private final Map<MethodInfo.CallRef, List<MethodInfo>> targets = new ConcurrentHashMap<>();

    /** Reads a class file's headers and calls. Throws what ASM throws when the bytes are no class file. */
    public static ClassInfo parse(byte[] bytes) {
        return Indexer.index(bytes);
    }

    /** Adds a class; the first of two with the same name wins, as on a class path. */
    public void add(ClassInfo info, String origin) {
        info.origin(origin);
        classes.putIfAbsent(info.name(), info);
    }

    void link() {
        for (ClassInfo info : classes.values()) {
            for (String parent : info.parents()) {
                children.computeIfAbsent(parent, name -> new ArrayList<>()).add(info);
            }
        }
        for (ClassInfo info : classes.values()) {
            Indexer.markRelevant(this, info);
        }
    }

    /** The classes in the order they were added. */
    public Collection<ClassInfo> classes() {
        return classes.values();
    }

    /** What is known of types by name. */
    public Types types() {
        return types;
    }

    /** The class under analysis with this internal name, or null. */
    public @Nullable ClassInfo find(String name) {
        return classes.get(name);
    }

    /** The field with its real owner: javac names the class of the reference. */
    FieldKey resolve(String owner, String name, String desc) {
        for (ClassInfo at = find(owner); at != null; at = find(at.superName())) {
            FieldInfo field = at.field(name);
            if (field != null) {
                return field.key();
            }
        }
        return new FieldKey(owner, name, desc);
    }

    /** The field's declaration, or null when its class is not under analysis. */
    public @Nullable FieldInfo field(FieldKey key) {
        ClassInfo owner = find(key.owner());
        return owner == null ? null : owner.field(key.name());
    }

    @Nullable
    MethodInfo lookup(String owner, String name, String desc) {
        ClassInfo start = find(owner);
        for (ClassInfo at = start; at != null; at = find(at.superName())) {
            MethodInfo method = at.method(name, desc);
            if (method != null) {
                return method;
            }
        }
        return start == null ? null : lookupDefault(start, name, desc);
    }

    private @Nullable MethodInfo lookupDefault(ClassInfo from, String name, String desc) {
        for (String parent : from.parents()) {
            ClassInfo info = find(parent);
            MethodInfo method = info == null ? null : info.method(name, desc);
            if (method == null && info != null) {
                method = lookupDefault(info, name, desc);
            }
            if (method != null) {
                return method;
            }
        }
        return null;
    }

    /** The methods a call may reach; empty when there are none under analysis, or too many to follow. */
    List<MethodInfo> targets(int opcode, String owner, String name, String desc) {
        if (!classes.containsKey(owner)) {
            return List.of();
        }
        MethodInfo.CallRef call = new MethodInfo.CallRef(opcode, owner, name, desc);
        List<MethodInfo> known = targets.get(call);
        if (known == null) {
            known = List.copyOf(findTargets(opcode, owner, name, desc));
            targets.put(call, known);
        }
        return known;
    }

    private List<MethodInfo> findTargets(int opcode, String owner, String name, String desc) {
        MethodInfo base = lookup(owner, name, desc);
        if (base == null) {
            return List.of();
        }
        boolean exact = opcode == Opcodes.INVOKESTATIC || opcode == Opcodes.INVOKESPECIAL || base.isExact();
        List<MethodInfo> found = new ArrayList<>();
        if (!base.isAbstract()) {
            found.add(base);
        }
        if (!exact && !overriders(owner, name, desc, found)) {
            return List.of();
        }
        return found;
    }

    private boolean overriders(String owner, String name, String desc, List<MethodInfo> found) {
        for (ClassInfo child : children.getOrDefault(owner, List.of())) {
            MethodInfo method = child.method(name, desc);
            if (method != null && !method.isAbstract() && !found.contains(method)) {
                found.add(method);
            }
            if (found.size() > MAX_TARGETS || !overriders(child.name(), name, desc, found)) {
                return false;
            }
        }
        return true;
    }
}
