package dev.hazardmap.trace.export;

import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.format.Stack;
import dev.hazardmap.trace.format.TraceFile;
import dev.hazardmap.trace.format.TraceRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of a trace: sums by type, stack and labels.
 *
 * <p>A wait for a lock is charged twice, as Go's block and mutex profiles do: to the waiter's own stack, and to the holder's,
 * where it released the lock. Which release that was: the last one of that lock by another thread within the wait. A wait
 * shorter than the recorder's threshold has no stack and is charged to a frame that says so.
 */
final class Profiles {
    /**
     * What a sum is of.
     *
     * @param frames innermost first
     * @param labels by name
     */
    record Key(List<Frame> frames, Map<String, String> labels) {}

    /** How often, and how much. */
    static final class Sum {
        long count;
        long amount;
    }

    private record Wait(long lock, long thread, long start, long end, Stack stack) {}

    private record Release(long thread, Stack stack) {}

    private static final Stack SHORT_WAIT = named("wait below 10 us");
    private static final Stack UNKNOWN_HOLDER = named("holder not seen");

    private final Map<ProfileType, Map<Key, Sum>> sums = new EnumMap<>(ProfileType.class);
    private final List<Wait> waits = new ArrayList<>();
    private final Map<Long, NavigableMap<Long, Release>> releases = new HashMap<>();
    private final Map<List<Long>, Stack> lastRelease = new HashMap<>();
    private final Map<Long, TreeSet<String>> guarded = new HashMap<>();
    private final Map<Long, String> lockNames = new HashMap<>();
    private final Map<Long, NavigableMap<Long, Long>> waitsByThread = new HashMap<>();
    private final List<Runnable> monitors = new ArrayList<>();
    private long end;

    private Profiles() {
        for (ProfileType type : ProfileType.values()) {
            sums.put(type, new LinkedHashMap<>());
        }
    }

    static Profiles of(TraceFile trace) throws IOException {
        Profiles profiles = new Profiles();
        TraceRow.each(trace, profiles::take);
        profiles.waits.forEach(profiles::charge);
        profiles.monitors.forEach(Runnable::run);
        return profiles;
    }

    Map<Key, Sum> of(ProfileType type) {
        return java.util.Objects.requireNonNull(sums.get(type));
    }

    /** The end of the last event, in ns since the recording began. */
    long end() {
        return end;
    }

    private static Stack named(String words) {
        return new Stack(List.of(new Frame("", words, "", -1)), true);
    }

    private void take(TraceRow row) {
        end = Math.max(end, row.time());
        Stack stack = row.stack();
        switch (row.kind()) {
            case LOCK_WAITED -> waited(row, stack);
            case LOCK_RELEASE -> released(row, stack);
            case LOCK_GUARDS ->
                guarded.computeIfAbsent(row.object(), lock -> new TreeSet<>()).add(row.objectName(row.value()));
            case MONITOR_ENTER -> monitor(row, stack);
            case CPU_SAMPLE -> sample(ProfileType.CPU, row, stack);
            case WALL_SAMPLE -> sample(ProfileType.WALL, row, stack);
            case ALLOC_SAMPLE -> sample(ProfileType.ALLOC, row, stack);
            case RACE -> sample(ProfileType.RACES, row, stack);
            default -> {
                // no part of a profile
            }
        }
    }

    /** A release with waiters and no stack of its own has that of the one before by the same thread. */
    private void released(TraceRow row, @Nullable Stack own) {
        List<Long> key = List.of(row.object(), row.thread());
        Stack stack = own == null && row.value() > 0 ? lastRelease.get(key) : own;
        if (stack != null) {
            lastRelease.put(key, stack);
            releases.computeIfAbsent(row.object(), lock -> new TreeMap<>())
                    .put(row.time(), new Release(row.thread(), stack));
        }
    }

    private void waited(TraceRow row, @Nullable Stack stack) {
        lockNames.put(row.object(), row.objectName(row.object()));
        long start = row.time() - row.duration();
        waits.add(new Wait(row.object(), row.thread(), start, row.time(), stack == null ? SHORT_WAIT : stack));
        waitsByThread.computeIfAbsent(row.thread(), thread -> new TreeMap<>()).put(row.time(), start);
    }

    /** JFR sees waits for synchronized methods, which no hook can; those that a hook saw too are not counted twice. */
    private void monitor(TraceRow row, @Nullable Stack stack) {
        long thread = row.thread();
        long from = row.time() - row.duration();
        long to = row.time();
        Map<String, String> labels = Map.of("thread", row.threadName(thread), "lock", row.text());
        monitors.add(() -> {
            if (stack != null && !overlapsAWait(thread, from, to)) {
                add(ProfileType.LOCK_WAITER, stack, labels, to - from);
                add(ProfileType.LOCK_HOLDER, UNKNOWN_HOLDER, labels, to - from);
            }
        });
    }

    private boolean overlapsAWait(long thread, long from, long to) {
        NavigableMap<Long, Long> seen = waitsByThread.get(thread);
        Map.Entry<Long, Long> next = seen == null ? null : seen.higherEntry(from);
        return next != null && next.getValue() < to;
    }

    private void sample(ProfileType type, TraceRow row, @Nullable Stack stack) {
        if (stack != null) {
            Map<String, String> labels = new TreeMap<>();
            labels.put("thread", row.threadName(row.thread()));
            if (!row.text().isEmpty()) {
                labels.put(type == ProfileType.ALLOC ? "class" : "race", row.text());
            }
            add(type, stack, labels, type == ProfileType.RACES ? 1 : row.value());
        }
    }

    private void charge(Wait wait) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("lock", lockNames.getOrDefault(wait.lock, ""));
        TreeSet<String> maps = guarded.get(wait.lock);
        if (maps != null) {
            labels.put("maps", maps.stream().limit(8).collect(Collectors.joining(" ")));
        }
        long delay = wait.end - wait.start;
        add(ProfileType.LOCK_WAITER, wait.stack, labels, delay);
        add(ProfileType.LOCK_HOLDER, holder(wait), labels, delay);
    }

    private Stack holder(Wait wait) {
        NavigableMap<Long, Release> of = releases.get(wait.lock);
        if (of != null) {
            for (Map.Entry<Long, Release> at = of.floorEntry(wait.end);
                    at != null && at.getKey() >= wait.start;
                    at = of.lowerEntry(at.getKey())) {
                if (at.getValue().thread != wait.thread) {
                    return at.getValue().stack;
                }
            }
        }
        return UNKNOWN_HOLDER;
    }

    private void add(ProfileType type, Stack stack, Map<String, String> labels, long amount) {
        Sum sum = of(type).computeIfAbsent(new Key(stack.frames(), labels), key -> new Sum());
        sum.count++;
        sum.amount += amount;
    }
}
