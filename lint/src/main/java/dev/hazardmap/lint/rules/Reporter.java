package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.Finding;
import dev.hazardmap.lint.Group;
import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.ClassInfo;
import dev.hazardmap.lint.engine.FieldInfo;
import dev.hazardmap.lint.engine.Lock;
import dev.hazardmap.lint.engine.MethodInfo;
import dev.hazardmap.lint.engine.Site;
import dev.hazardmap.lint.engine.Sym;
import dev.hazardmap.lint.engine.World;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Takes what rules report, drops what is suppressed or said already. */
final class Reporter {
    private static final Comparator<Finding.Frame> ORDER = Comparator.comparing(Finding.Frame::className)
            .thenComparingInt(Finding.Frame::line)
            .thenComparing(Finding.Frame::method);

    private final World world;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private int suppressed;

    Reporter(World world) {
        this.world = world;
    }

    Collection<Finding> findings() {
        return findings.values();
    }

    int suppressed() {
        return suppressed;
    }

    /** Reports {@code rule} at {@code site}. */
    void report(
            Rule rule,
            Site site,
            String subject,
            Set<FieldInfo> fields,
            String message,
            String advice,
            List<Finding.Trace> traces) {
        MethodInfo method = site.method();
        if (isSuppressed(rule, method, fields)) {
            suppressed++;
            return;
        }
        Finding.Frame where = frame(site);
        // One mistake per container and rule: whoever mends it looks at every place anyway.
        String key = fields.isEmpty() ? rule.id() + where : rule.id() + " " + owner(fields) + " " + subject;
        Finding finding =
                new Finding(rule.id(), rule.group(), subject, message, advice, where, traces, List.of(), false);
        findings.merge(key, finding, Reporter::merge);
    }

    private static String owner(Set<FieldInfo> fields) {
        return fields.stream()
                .map(field -> field.key().toString())
                .sorted()
                .findFirst()
                .orElse("");
    }

    private static Finding merge(Finding known, Finding next) {
        if (known.places().contains(next.where())) {
            return known;
        }
        List<Finding.Frame> places = known.places();
        places.add(next.where());
        Finding first = places.stream().min(ORDER).orElse(next.where()).equals(next.where()) ? next : known;
        return first.at(places.stream().sorted(ORDER).toList());
    }

    /** Whether a rule of {@code group} has spoken about {@code subject}: a second finding would say the same in other words. */
    boolean knows(Group group, String subject) {
        return findings.values().stream()
                .anyMatch(f -> f.group() == group && f.subject().equals(subject));
    }

    private boolean isSuppressed(Rule rule, MethodInfo method, Set<FieldInfo> fields) {
        if (matches(rule, method.suppressed())
                || fields.stream().anyMatch(field -> matches(rule, field.suppressed()))) {
            return true;
        }
        return enclosing(method).stream().anyMatch(info -> matches(rule, info.suppressed()));
    }

    private Set<ClassInfo> enclosing(MethodInfo method) {
        Set<ClassInfo> found = new java.util.LinkedHashSet<>();
        String name = method.owner().name();
        for (int end = name.length(); end > 0; end = name.lastIndexOf('$', end - 1)) {
            ClassInfo info = world.program().find(name.substring(0, end));
            if (info != null) {
                found.add(info);
            }
        }
        return found;
    }

    private static boolean matches(Rule rule, List<String> ids) {
        return ids.contains(rule.id()) || ids.contains(rule.group().name());
    }

    /** A site as a stack frame; a lambda body is shown under its own compiled name, as a stack trace would. */
    static Finding.Frame frame(Site site) {
        MethodInfo method = site.method();
        return new Finding.Frame(
                method.owner().dotted(), method.name(), method.owner().sourceFile(), site.line());
    }

    /** The access as a trace, its calls outermost first. */
    static Finding.Trace trace(String title, Access access) {
        return new Finding.Trace(
                title, access.trace().stream().map(Reporter::frame).toList(), locks(access));
    }

    static String locks(Access access) {
        if (access.locks().isEmpty()) {
            return "none";
        }
        Set<String> names = new TreeSet<>();
        for (Lock lock : access.locks()) {
            names.add(name(lock, access));
        }
        return String.join(", ", names);
    }

    private static String name(Lock lock, Access access) {
        String path = Paths.text(lock.path(), access.trace().get(0).method());
        return switch (lock.mode()) {
            case MONITOR -> "monitor of " + path;
            case LOCK -> "lock " + path;
            case READ -> "read lock of " + path;
            case WRITE -> "write lock of " + path;
            case ENTRY -> "entry of " + path;
            case CONFINED -> "only on " + path;
        };
    }

    static Set<FieldInfo> fields(World world, Sym path) {
        Set<FieldInfo> found = new java.util.LinkedHashSet<>();
        for (Sym at = path; at != null; at = at.parent()) {
            FieldInfo field = at instanceof Sym.Field f
                    ? world.program().field(f.key())
                    : at instanceof Sym.Static s ? world.program().field(s.key()) : null;
            if (field != null) {
                found.add(field);
            }
        }
        return found;
    }
}
