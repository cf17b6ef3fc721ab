package dev.hazardmap.agent.site;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Numbers for places in instrumented code, from 1. Safe to use from any thread. */
public final class Sites {
    private final List<Site> sites = new ArrayList<>();

    /** A number for the place of this instruction. */
    public int number(ClassNode type, MethodNode method, AbstractInsnNode at) {
        return number(type, method, at, (String) null);
    }

    /** The same for a place that makes something that goes into a variable or field. */
    public synchronized int number(ClassNode type, MethodNode method, AbstractInsnNode at, @Nullable String label) {
        return add(new Site(type.name.replace('/', '.'), method.name, type.sourceFile, line(at), label, null));
    }

    /** The same for a call of a method that stacks don't show. */
    public synchronized int number(ClassNode type, MethodNode method, AbstractInsnNode at, Site.Callee callee) {
        return add(new Site(type.name.replace('/', '.'), method.name, type.sourceFile, line(at), null, callee));
    }

    private int add(Site site) {
        sites.add(site);
        return sites.size();
    }

    /** The place with this number; null for 0. */
    public synchronized @Nullable Site get(int number) {
        return number <= 0 || number > sites.size() ? null : sites.get(number - 1);
    }

    private static int line(AbstractInsnNode node) {
        for (AbstractInsnNode at = node; at != null; at = at.getPrevious()) {
            if (at instanceof LineNumberNode) {
                return ((LineNumberNode) at).line;
            }
        }
        return -1;
    }
}
