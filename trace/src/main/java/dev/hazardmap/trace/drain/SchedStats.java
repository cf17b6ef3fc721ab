package dev.hazardmap.trace.drain;

import dev.hazardmap.trace.format.ChunkBuilder;
import dev.hazardmap.trace.format.EventKind;
import dev.hazardmap.trace.format.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The scheduler's account of each thread, {@code /proc/self/task/TID/schedstat}: nanoseconds running, and nanoseconds
 * waiting for a processor. Linux only; elsewhere there is none.
 */
final class SchedStats {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final long EVERY = 10_000_000L;
    /** Threads looked at in one go; with more of them each is looked at less often. */
    private static final int AT_ONCE = 32;

    private static final class Account {
        final ProcFile file;
        long running;
        long runnable;
        long at = -1;

        Account(ProcFile file) {
            this.file = file;
        }
    }

    private final ThreadNames threads;
    private final boolean there = Files.isDirectory(TASKS);
    private final Map<Long, Account> accounts = new HashMap<>();
    private Iterator<Map.Entry<Long, Account>> round = accounts.entrySet().iterator();
    private long next;

    SchedStats(ThreadNames threads) {
        this.threads = threads;
    }

    void sample(ChunkBuilder chunk, long now) {
        if (!there || now < next) {
            return;
        }
        next = now + EVERY;
        if (!round.hasNext()) {
            open();
            round = accounts.entrySet().iterator();
        }
        for (int i = 0; i < AT_ONCE && round.hasNext(); i++) {
            Map.Entry<Long, Account> entry = round.next();
            if (!read(chunk, entry.getKey(), entry.getValue(), now)) {
                entry.getValue().file.close();
                round.remove();
            }
        }
    }

    /** Every thread once more. */
    void last(ChunkBuilder chunk, long now) {
        if (there) {
            open();
            accounts.forEach((thread, account) -> read(chunk, thread, account, now));
            accounts.values().forEach(account -> account.file.close());
            accounts.clear();
        }
    }

    private void open() {
        threads.osIds().forEach((id, osId) -> {
            if (!accounts.containsKey(id)) {
                ProcFile file = ProcFile.open(TASKS.resolve(osId + "/schedstat"));
                if (file != null) {
                    accounts.put(id, new Account(file));
                }
            }
        });
    }

    private boolean read(ChunkBuilder chunk, long thread, Account account, long now) {
        if (!threads.osIds().containsKey(thread)) {
            return false;
        }
        long running;
        long runnable;
        try {
            account.file.read();
            running = account.file.number(0);
            runnable = account.file.number(1);
        } catch (IOException ended) {
            threads.osIds().remove(thread);
            return false;
        }
        boolean changed = running != account.running || runnable != account.runnable;
        if (account.at < 0 || changed) {
            // The first account is of all the time since the thread began.
            chunk.rows(thread, Source.SAMPLER)
                    .value(running - account.running)
                    .other(runnable - account.runnable)
                    .duration(account.at < 0 ? 0 : now - account.at)
                    .add(EventKind.SCHED, now);
            account.running = running;
            account.runnable = runnable;
            account.at = now;
        } else if (account.at >= 0) {
            account.at = now; // it stood still: nothing to say of that time
        }
        return true;
    }
}
