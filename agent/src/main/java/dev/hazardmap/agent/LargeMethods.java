package dev.hazardmap.agent;

import dev.hazardmap.agent.patch.FieldLookup;
import dev.hazardmap.agent.patch.Patch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The methods of one class that hooks would make larger than the 64 KB that a class file allows. The first time one
 * turns out to be, its accesses go unwatched and its synchronisation does not: a lost access can hide a race, a lost
 * edge would report one that is none. If that is still too large, the method stays as it is.
 */
final class LargeMethods {
    private static final int UNTOUCHED = 2;

    private final Map<String, Integer> attempts = new HashMap<>();

    /** Whether another attempt makes sense. */
    boolean add(MethodTooLargeException tooLarge) {
        int count = attempts.merge(tooLarge.getMethodName() + tooLarge.getDescriptor(), 1, Integer::sum);
        return count <= UNTOUCHED;
    }

    /** Applies the patch to all methods that it may touch. */
    boolean apply(Patch patch, boolean watchesAccesses, ClassNode type, FieldLookup fields) {
        if (attempts.isEmpty()) {
            return patch.apply(type, fields);
        }
        List<MethodNode> all = type.methods;
        type.methods = new ArrayList<>();
        for (MethodNode method : all) {
            int attempt = attempts.getOrDefault(method.name + method.desc, 0);
            if (attempt == 0 || !watchesAccesses && attempt < UNTOUCHED) {
                type.methods.add(method);
            }
        }
        boolean changed = patch.apply(type, fields);
        for (MethodNode made : type.methods) {
            if (!all.contains(made)) {
                all.add(made);
            }
        }
        type.methods = all;
        return changed;
    }
}
