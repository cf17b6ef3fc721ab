package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one method does, instruction by instruction: the input of the rules that look inside a method. */
public final class MethodFacts {
    /** A container access at an instruction; for a call, one of those the callee makes. */
    public record Event(int insn, Access access, boolean viaCall) {}

    /** An assignment to a field. */
    public record Assign(int insn, Sym target, Val value, Set<Lock> locks, int line) {}

    /** A value returned. */
    public record Return(int insn, Val value, Set<Lock> locks, int line) {}

    /** A jump that compares the value of {@code tested} with null. {@code onNull}: instruction index where the null case goes on. */
    public record NullTest(int insn, Val tested, Set<Lock> locks, int onNull) {}

    /** A function that ran inside a container call: the accesses it made, and the call's own access. */
    public record Callback(int insn, Access outer, List<Access> inner) {}

    /** A lambda or object that is kept by somebody else; {@code how} says by whom. */
    public record Kept(int insn, Sym function, String how, List<Access> inner, int line) {}

    private final MethodInfo method;
    private final Cfg cfg;
    private final List<Event> events = new ArrayList<>();
    private final List<Assign> assigns = new ArrayList<>();
    private final List<Return> returns = new ArrayList<>();
    private final List<NullTest> nullTests = new ArrayList<>();
    private final List<Callback> callbacks = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final Set<Set<Task>> together = new HashSet<>();
    private final List<Access> escapedAccesses = new ArrayList<>();
    private final Map<Integer, Set<Integer>> branchReads = new LinkedHashMap<>();
    private final Map<Integer, List<Access>> heavyArgs = new LinkedHashMap<>();
    private final Map<Sym, Set<Sym>> copies = new LinkedHashMap<>();

    MethodFacts(MethodInfo method, Cfg cfg) {
        this.method = method;
        this.cfg = cfg;
    }

    /** Whether no rule can find anything here. */
    boolean empty() {
        return events.isEmpty()
                && assigns.isEmpty()
                && kept.isEmpty()
                && callbacks.isEmpty()
                && escapedAccesses.isEmpty();
    }

    /** The method. */
    public MethodInfo method() {
        return method;
    }

    /** The place of an instruction of the method. */
    public Site site(int insn) {
        return new Site(method, insn, cfg.line(insn));
    }

    /** Its control flow. */
    public Cfg cfg() {
        return cfg;
    }

    /** Accesses in instruction order. */
    public List<Event> events() {
        return events;
    }

    /** Field assignments. */
    public List<Assign> assigns() {
        return assigns;
    }

    /** Return instructions with a reference. */
    public List<Return> returns() {
        return returns;
    }

    /** Comparisons with null. */
    public List<NullTest> nullTests() {
        return nullTests;
    }

    /** Sets of tasks that run at the same time, as found at the method's instructions. */
    public Set<Set<Task>> together() {
        return together;
    }

    /** Functions run by container calls. */
    public List<Callback> callbacks() {
        return callbacks;
    }

    /** Lambdas and anonymous objects that outlive the call. */
    public List<Kept> kept() {
        return kept;
    }

    /** Accesses of functions kept by others: they run later, without the locks held now. */
    public List<Access> escapedAccesses() {
        return escapedAccesses;
    }

    /** For each conditional jump, the instructions whose container reads decide it. */
    public Map<Integer, Set<Integer>> branchReads() {
        return branchReads;
    }

    /** Containers made here, and the paths whose content was copied into them. */
    public Map<Sym, Set<Sym>> copies() {
        return copies;
    }

    /** Calls whose value argument was computed at a price: instruction to the accesses of the call. */
    public Map<Integer, List<Access>> heavyArgs() {
        return heavyArgs;
    }
}
