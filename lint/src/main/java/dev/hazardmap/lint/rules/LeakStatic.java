package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.ClassInfo;
import dev.hazardmap.lint.engine.FieldInfo;
import dev.hazardmap.lint.engine.FieldKey;
import dev.hazardmap.lint.engine.Generics;
import dev.hazardmap.lint.engine.Kind;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.Names;
import dev.hazardmap.lint.engine.Op;
import dev.hazardmap.lint.engine.Sym;
import dev.hazardmap.lint.engine.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A static container that grows with every new key and from which nothing is ever taken. */
final class LeakStatic implements Rule {
    private static final Set<String> BOUNDED_KEYS = Set.of(
            "java/lang/Class",
            "java/lang/reflect/Method",
            "java/lang/reflect/Type",
            "java/lang/Boolean",
            "java/lang/Character",
            "java/lang/Byte",
            "java/util/Locale",
            "java/lang/reflect/Field",
            "java/nio/charset/Charset",
            "java/util/TimeZone",
            "java/time/ZoneId");

    @Override
    public String id() {
        return "HM-LEAK-STATIC";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        World world = evidence.world();
        Map<FieldKey, List<Access>> uses = new LinkedHashMap<>();
        Map<FieldKey, Boolean> excused = new LinkedHashMap<>();
        for (MethodFacts facts : world.facts()) {
            facts.events().forEach(event -> note(facts, world, event, uses, excused));
            facts.returns().forEach(ret -> ret.value().syms().forEach(sym -> excuse(world, sym, excused)));
            facts.assigns().stream()
                    .filter(assign -> !facts.method().isInitializer() && assign.target() instanceof Sym.Static)
                    .forEach(assign -> excuse(world, assign.target(), excused));
        }
        uses.forEach((key, accesses) -> {
            FieldInfo field = world.program().field(key);
            if (field != null && !field.isExported() && !excused.containsKey(key) && unbounded(world, key, field)) {
                report(field, accesses.get(0), out);
            }
        });
    }

    private static void note(
            MethodFacts facts,
            World world,
            MethodFacts.Event event,
            Map<FieldKey, List<Access>> uses,
            Map<FieldKey, Boolean> excused) {
        Access access = event.access();
        if (!(world.normal(access.path()).container() instanceof Sym.Static field)
                || access.reference()
                || event.viaCall()) {
            return;
        }
        Op op = access.op();
        boolean grows = op.effect() == Op.Effect.WRITE && (op.key() != 0 || op.source() != 0) && !shrinks(op);
        boolean bounds = shrinks(op)
                || op.effect() == Op.Effect.SIZE
                        && !op.name().startsWith("has")
                        && !op.name().equals("isEmpty");
        if (bounds) {
            excused.put(field.key(), true);
        } else if (grows
                && !facts.method().isInitializer()
                && !(access.key().only() instanceof Sym.Const)
                && !(access.key().only() instanceof Sym.Static)) {
            uses.computeIfAbsent(field.key(), k -> new ArrayList<>()).add(access);
        }
    }

    private static boolean shrinks(Op op) {
        String name = op.name();
        return name.contains("remove")
                || name.equals("clear")
                || name.startsWith("poll")
                || name.equals("pop")
                || name.equals("retainAll")
                || name.startsWith("take")
                || name.equals("drainTo")
                || name.startsWith("compute") && !name.equals("computeIfAbsent")
                || name.equals("invalidate")
                || name.equals("delete");
    }

    private static void excuse(World world, Sym sym, Map<FieldKey, Boolean> excused) {
        if (world.normal(sym).container() instanceof Sym.Static field) {
            excused.put(field.key(), true);
        }
    }

    private static boolean unbounded(World world, FieldKey key, FieldInfo field) {
        Set<Kind> kinds = world.kinds().of(key);
        boolean known = kinds.stream()
                .allMatch(kind -> kind == Kind.PLAIN
                        || kind == Kind.CONCURRENT
                        || kind == Kind.SYNCHRONIZED
                        || kind == Kind.ACCESS_ORDER);
        boolean cache =
                world.program().types().family(Names.typeOf(key.desc())) == dev.hazardmap.lint.engine.Family.CACHE;
        boolean evicts = world.kinds().classes(key).stream().anyMatch(type -> evicts(world, type));
        return known
                && !cache
                && !evicts
                && !boundedKey(world, field)
                && !world.kinds().classes(key).isEmpty();
    }

    private static boolean evicts(World world, String type) {
        ClassInfo info = world.program().find(type);
        boolean eldest = info != null && info.declares("removeEldestEntry", "(Ljava/util/Map$Entry;)Z");
        return eldest || type.contains("Enum") || type.contains("Weak") || type.contains("ThreadLocal");
    }

    private static boolean boundedKey(World world, FieldInfo field) {
        String signature = field.signature();
        List<String> arguments = signature == null ? List.of() : Generics.arguments(signature);
        if (arguments.isEmpty()) {
            return false;
        }
        ClassInfo key = world.program().find(arguments.get(0));
        return BOUNDED_KEYS.contains(arguments.get(0))
                || (key != null && key.superName().equals("java/lang/Enum"));
    }

    private void report(FieldInfo field, Access access, Reporter out) {
        out.report(
                this,
                access.site(),
                field.key().label(),
                Set.of(field),
                field.key().label() + " is static and grows with every new key; nothing is ever removed",
                "Bound it (a cache with a maximum size or expiry), remove entries when they are done with, or tie it to an object that dies.",
                List.of(Reporter.trace("Adds", access)));
    }
}
