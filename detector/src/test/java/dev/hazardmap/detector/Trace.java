package dev.hazardmap.detector;

import java.util.ArrayList;
import java.util.List;

/**
 * A program's run as the order of its threads' events: what the reference judges and the detector is driven with.
 * Thread 0 is there at the beginning. Objects are numbered per sort: monitor 1 and collection 1 are two objects.
 */
final class Trace {
    /** Collections by number: which class they are. */
    static final int HASH_MAP = 0;

    static final int OTHER_HASH_MAP = 1;
    static final int TREE_MAP = 2;
    static final int ARRAY_LIST = 3;
    /** A LinkedHashMap in access order: its get writes the structure. */
    static final int LRU_MAP = 4;

    static final int COLLECTIONS = 5;

    final List<Event> events = new ArrayList<>();
    /** How many slots are taken before the first thread's: moves the threads over the borders of the clock's tree. */
    int slotsTaken;

    Trace add(int thread, Op op, int object, int argument) {
        events.add(new Event(thread, op, object, argument));
        return this;
    }

    Trace add(int thread, Op op, int object) {
        return add(thread, op, object, 0);
    }

    Trace slotsTaken(int count) {
        slotsTaken = count;
        return this;
    }

    // ---- the words for cases written by hand

    Trace start(int thread) {
        return add(thread, Op.START, 0);
    }

    Trace end(int thread) {
        return add(thread, Op.END, 0);
    }

    Trace join(int thread, int other) {
        return add(thread, Op.JOIN, 0, other);
    }

    Trace interrupt(int thread, int other) {
        return add(thread, Op.INTERRUPT, 0, other);
    }

    Trace seeInterrupt(int thread, int other) {
        return add(thread, Op.SEE_INTERRUPT, 0, other);
    }

    Trace get(int thread, int key) {
        return add(thread, Op.GET, HASH_MAP, key);
    }

    Trace put(int thread, int key) {
        return add(thread, Op.PUT, HASH_MAP, key);
    }

    Trace remove(int thread, int key) {
        return add(thread, Op.REMOVE, HASH_MAP, key);
    }

    Trace iterate(int thread) {
        return add(thread, Op.ITERATE, HASH_MAP);
    }

    Trace clear(int thread) {
        return add(thread, Op.CLEAR, HASH_MAP);
    }

    /** The trace without the event at {@code index}. */
    Trace without(int index) {
        return withoutRange(index, index + 1);
    }

    Trace withoutRange(int from, int to) {
        Trace rest = new Trace().slotsTaken(slotsTaken);
        rest.events.addAll(events.subList(0, from));
        rest.events.addAll(events.subList(to, events.size()));
        return rest;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("new Trace()");
        if (slotsTaken != 0) {
            text.append(".slotsTaken(").append(slotsTaken).append(')');
        }
        for (Event event : events) {
            text.append("\n    ").append(event);
        }
        return text.toString();
    }
}
