package dev.hazardmap.detector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The part of the world that decides which events can happen at all: who holds which lock, who lives, what is in which
 * collection. An event that can't happen is left out, so that every list of events is a program's run, and stays one
 * whatever the shrinker takes away.
 */
final class World {
    private static final class Actor {
        boolean ended;
        /** Monitors and locks held, as names; reentrant holds repeat the name. */
        final List<String> held = new ArrayList<>();
        /** The monitor waited on, and how often it was held. */
        String waitingOn;

        int waitingDepth;
        Event begun;
        boolean interrupted;
        /** The stamped lock of the optimistic read under way, and the lock's version then. */
        int optimisticOn = -1;

        int optimisticVersion;
    }

    private final List<Actor> actors = new ArrayList<>();
    private final Set<String> initialised = new HashSet<>();
    private final Map<Integer, Integer> writeLockVersions = new HashMap<>();
    private final List<Map<Integer, Integer>> collections = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private int nodes = 1000;

    private World() {
        actors.add(new Actor());
        for (int i = 0; i < Trace.COLLECTIONS; i++) {
            collections.add(new TreeMap<>());
        }
    }

    static List<Step> steps(Trace trace) {
        World world = new World();
        for (Event event : trace.events) {
            world.happen(event);
        }
        return world.steps;
    }

    private void happen(Event event) {
        if (event.thread() >= actors.size()) {
            return;
        }
        Actor actor = actors.get(event.thread());
        boolean waking = event.op() == Op.WAKE || event.op() == Op.WAKE_INTERRUPTED;
        boolean can = !actor.ended
                && (actor.waitingOn != null) == waking
                && (actor.begun != null) == (event.op() == Op.COMPLETES);
        if (!can) {
            return;
        }
        switch (event.op()) {
            case START, END, JOIN, INTERRUPT, SEE_INTERRUPT -> thread(actor, event);
            case ENTER, LOCK, WRITE_LOCK, READ_LOCK -> take(actor, event);
            case EXIT, UNLOCK, WRITE_UNLOCK, READ_UNLOCK -> giveUp(actor, event);
            case WAIT, WAKE, WAKE_INTERRUPTED -> waiting(actor, event);
            case OPTIMISTIC_READ, VALIDATE -> optimistic(actor, event);
            case VOLATILE_WRITE_BEGINS, CAS_BEGINS, FAILED_CAS_BEGINS -> {
                actor.begun = event;
                step(event);
            }
            case COMPLETES -> {
                steps.add(new Step(steps.size(), event, actor.begun, 0, false, new int[0]));
                actor.begun = null;
            }
            case INIT -> {
                if (initialised.add("class " + event.object())) {
                    step(event);
                }
            }
            case USE -> {
                if (initialised.contains("class " + event.object())) {
                    step(event);
                }
            }
            case GET, PUT, REMOVE, CLEAR, ITERATE, GET_VALUE, SET_VALUE -> access(event);
            case READ, WRITE, ATOMIC_READ, ATOMIC_WRITE -> step(event, 0, true, 0);
            case ELEMENT_READ, ELEMENT_WRITE, ATOMIC_ELEMENT_READ, ATOMIC_ELEMENT_WRITE ->
                step(event, 0, true, Parts.ELEMENTS[event.argument() % Parts.ELEMENTS.length]);
            case RANGE_READ, RANGE_WRITE -> step(event, 0, true, Parts.range(event.argument()));
            default -> step(event);
        }
    }

    private void step(Event event) {
        step(event, 0, false);
    }

    private void step(Event event, int child, boolean found, int... parts) {
        steps.add(new Step(steps.size(), event, null, child, found, parts));
    }

    private void thread(Actor actor, Event event) {
        int other = event.argument();
        boolean known = other < actors.size();
        switch (event.op()) {
            case START -> {
                actors.add(new Actor());
                step(event, actors.size() - 1, false);
            }
            case END -> {
                if (event.thread() != 0 && actor.held.isEmpty()) {
                    actor.ended = true;
                    step(event);
                }
            }
            case JOIN -> {
                if (known && actors.get(other).ended) {
                    step(event);
                }
            }
            case INTERRUPT -> {
                if (known && !actors.get(other).ended && other != event.thread()) {
                    actors.get(other).interrupted = true;
                    step(event);
                }
            }
            default -> {
                if (known && !actors.get(other).ended && actors.get(other).interrupted) {
                    step(event);
                }
            }
        }
    }

    // ---- locks

    private static String name(Event event) {
        return switch (event.op()) {
            case ENTER, EXIT, WAIT -> "monitor " + event.object();
            case LOCK, UNLOCK -> "lock " + event.object();
            case WRITE_LOCK, WRITE_UNLOCK, OPTIMISTIC_READ, VALIDATE -> "write " + event.object();
            default -> "read " + event.object();
        };
    }

    private boolean heldByOther(Actor actor, String name) {
        for (Actor other : actors) {
            if (other != actor && other.held.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private void take(Actor actor, Event event) {
        String name = name(event);
        boolean free =
                switch (event.op()) {
                    case READ_LOCK -> !heldByOther(actor, "write " + event.object());
                    case WRITE_LOCK ->
                        !heldByOther(actor, name)
                                && !heldByOther(actor, "read " + event.object())
                                && !actor.held.contains("read " + event.object());
                    default -> !heldByOther(actor, name);
                };
        // With a stamp that it never validates; while it is alone the detector doesn't look at locks.
        boolean unseen = actor.optimisticOn >= 0 && event.op() != Op.ENTER && isAlone(actor);
        if (free && !unseen) {
            if (event.op() == Op.WRITE_LOCK) {
                writeLockVersions.merge(event.object(), 1, Integer::sum);
            }
            if (event.op() != Op.ENTER) {
                actor.optimisticOn = -1; // the reads until now count as they are
            }
            actor.held.add(name);
            step(event);
        }
    }

    private boolean isAlone(Actor actor) {
        for (Actor other : actors) {
            if (other != actor && !other.ended) {
                return false;
            }
        }
        return true;
    }

    private void giveUp(Actor actor, Event event) {
        if (actor.held.remove(name(event))) {
            step(event);
        }
    }

    private void waiting(Actor actor, Event event) {
        if (event.op() == Op.WAIT) {
            String name = name(event);
            if (actor.held.contains(name)) {
                while (actor.held.remove(name)) {
                    actor.waitingDepth++;
                }
                actor.waitingOn = name;
                step(event);
            }
        } else if (!heldByOther(actor, actor.waitingOn) && (event.op() == Op.WAKE || actor.interrupted)) {
            for (; actor.waitingDepth > 0; actor.waitingDepth--) {
                actor.held.add(actor.waitingOn);
            }
            int monitor = Integer.parseInt(actor.waitingOn.substring("monitor ".length()));
            actor.waitingOn = null;
            step(new Event(event.thread(), event.op(), monitor, 0));
        }
    }

    private void optimistic(Actor actor, Event event) {
        int version = writeLockVersions.getOrDefault(event.object(), 0);
        boolean written = heldByOther(actor, name(event)) || actor.held.contains(name(event));
        if (event.op() == Op.OPTIMISTIC_READ) {
            if (!written) {
                actor.optimisticOn = event.object();
                actor.optimisticVersion = version;
                step(event);
            }
        } else if (actor.optimisticOn == event.object()) {
            actor.optimisticOn = -1;
            step(event, 0, actor.optimisticVersion == version);
        }
    }

    // ---- collections

    private void access(Event event) {
        Map<Integer, Integer> content = collections.get(event.object());
        int key = event.argument();
        boolean list = event.object() == Trace.ARRAY_LIST;
        boolean present = list ? key < content.size() : content.containsKey(key);
        int[] node = present ? new int[] {content.get(key)} : new int[0];
        switch (event.op()) {
            case GET -> {
                if (present || !list) {
                    step(event, 0, present, node);
                }
            }
            case GET_VALUE, SET_VALUE -> {
                if (present && !list) {
                    step(event, 0, true, node);
                }
            }
            case PUT -> {
                if (!present) {
                    content.put(list ? content.size() : key, list ? content.size() : nodes++);
                }
                step(event, 0, present, node);
            }
            case REMOVE -> {
                if (event.object() == Trace.TREE_MAP) {
                    return; // moves other keys between nodes, which has no counterpart here
                }
                step(event, 0, present && !list || list && !content.isEmpty());
                content.remove(list ? content.size() - 1 : key);
            }
            case CLEAR -> {
                step(event);
                content.clear();
            }
            default ->
                step(event, 0, false, content.values().stream().mapToInt(i -> i).toArray());
        }
    }
}
