package dev.hazardmap.trace.drain;

import dev.hazardmap.trace.format.Entity;
import dev.hazardmap.trace.format.Names;
import dev.hazardmap.trace.recorder.Lane;
import java.util.HashMap;
import java.util.Map;

/** What a recording says of threads: names, which change; starters; ids in the operating system, when JFR told them. */
final class ThreadNames {
    private final Names names;
    private final Map<Long, Long> osIds = new HashMap<>();

    ThreadNames(Names names) {
        this.names = names;
    }

    /** A thread has events. */
    void seen(Lane lane) {
        Thread thread = lane.thread();
        if (thread == null) {
            return;
        }
        Entity known = names.entity(Entity.Type.THREAD, lane.id);
        long osId = osIds.getOrDefault(lane.id, 0L);
        String name = thread.getName();
        if (known == null || !known.name().equals(name) || known.number() != osId) {
            int flags = (isVirtual(thread) ? Entity.VIRTUAL : 0) | (thread.isDaemon() ? Entity.DAEMON : 0);
            String type = thread.getClass().getName();
            names.define(new Entity(Entity.Type.THREAD, lane.id, flags, name, type, "", lane.starter, osId));
        }
    }

    void ended(Lane lane) {
        osIds.remove(lane.id);
    }

    /** JFR told of a thread. */
    void fromJfr(long id, String name, long osId) {
        if (osId > 0) {
            osIds.put(id, osId);
        }
        Entity known = names.entity(Entity.Type.THREAD, id);
        if (known == null) {
            names.define(new Entity(Entity.Type.THREAD, id, 0, name, "", "", 0, Math.max(0, osId)));
        }
    }

    /** Ids in the operating system by thread id, of threads that have not ended. */
    Map<Long, Long> osIds() {
        return osIds;
    }

    private static boolean isVirtual(Thread thread) {
        return thread.getClass().getName().startsWith("java.lang.VirtualThread")
                || thread.getClass().getName().startsWith("java.lang.ThreadBuilders$BoundVirtual");
    }
}
