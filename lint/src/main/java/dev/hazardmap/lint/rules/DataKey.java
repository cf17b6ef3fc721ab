package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.FieldInfo;
import dev.hazardmap.lint.engine.FieldKey;
import dev.hazardmap.lint.engine.Generics;
import dev.hazardmap.lint.engine.Keys;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.Sym;
import dev.hazardmap.lint.engine.World;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** A key whose hash code can change while it is in the map, or that is never equal to another: the entry cannot be found again. */
final class DataKey implements Rule {
    private static final Set<String> PUTS = Set.of("put", "putIfAbsent", "computeIfAbsent", "merge", "compute", "add");

    @Override
    public String id() {
        return "HM-DATA-KEY";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        World world = evidence.world();
        Keys keys = new Keys(world.program());
        for (MethodFacts facts : world.facts()) {
            for (MethodFacts.Event event : facts.events()) {
                Access access = event.access();
                if (!event.viaCall()
                        && PUTS.contains(access.op().name())
                        && access.op().key() != 0
                        && !access.reference()) {
                    check(world, keys, facts, access, out);
                }
            }
        }
    }

    private void check(World world, Keys keys, MethodFacts facts, Access access, Reporter out) {
        Sym path = world.normal(access.path());
        FieldKey field = path instanceof Sym.Field f ? f.key() : path instanceof Sym.Static s ? s.key() : null;
        if (!hashes(world, field, path)) {
            return;
        }
        String declared = declared(world, field);
        String why = keys.flaw(declared);
        for (Sym key : access.key().syms()) {
            why = why.isEmpty() && key instanceof Sym.Fresh fresh ? keys.flaw(fresh.type()) : why;
        }
        if (why.isEmpty()) {
            why = changedLater(facts, access);
        }
        if (!why.isEmpty()) {
            report(world, facts, access, why, out);
        }
    }

    /** Containers that look keys up by hash code. */
    private static boolean hashes(World world, @org.jspecify.annotations.Nullable FieldKey field, Sym path) {
        Set<String> classes = field == null ? Set.of() : world.kinds().classes(field);
        String own = path instanceof Sym.Fresh fresh ? fresh.type() : "";
        boolean sorted = classes.stream().anyMatch(DataKey::notHashed) || notHashed(own);
        boolean hashed = own.contains("Hash") || classes.stream().anyMatch(name -> name.contains("Hash"));
        return !sorted && hashed;
    }

    private static boolean notHashed(String type) {
        return type.contains("Tree")
                || type.contains("SkipList")
                || type.contains("Identity")
                || type.contains("List")
                || type.contains("Queue");
    }

    private static String declared(World world, @org.jspecify.annotations.Nullable FieldKey key) {
        FieldInfo info = key == null ? null : world.program().field(key);
        String signature = info == null ? null : info.signature();
        List<String> arguments = signature == null ? List.of() : Generics.arguments(signature);
        return arguments.isEmpty() ? "" : arguments.get(0);
    }

    /** A collection used as a key and changed after that. */
    private static String changedLater(MethodFacts facts, Access put) {
        Sym key = put.key().only();
        if (key instanceof Sym.Special
                || key instanceof Sym.Const
                || put.op().name().equals("add")) {
            return "";
        }
        int at = put.trace().get(0).insn();
        // A key made anew in each round of a loop is another key.
        BitSet made = new BitSet();
        if (key instanceof Sym.Fresh fresh && fresh.site().method() == facts.method()) {
            made.set(fresh.site().insn());
        }
        boolean changed = facts.events().stream()
                .anyMatch(event -> event.access().path().equals(key)
                        && event.access().op().writes()
                        && !event.access().reference()
                        && facts.cfg().reaches(at, event.insn(), made)
                        && (event.insn() > at || !made.isEmpty()));
        return changed ? "the key is a collection that is changed after it was put" : "";
    }

    private void report(World world, MethodFacts facts, Access access, String why, Reporter out) {
        String name = Paths.text(access.path(), facts.method());
        out.report(
                this,
                access.site(),
                name,
                Reporter.fields(world, access.path()),
                name + ": " + why + "; the entry cannot be found again",
                "Use an immutable key: a record, a String, List.copyOf; for bytes, ByteBuffer.wrap of a copy.",
                List.of(Reporter.trace("Puts the key", access)));
    }
}
