package dev.hazardmap.trace.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ids for strings, frames, stacks and entities of one recording. An id means the same in every chunk; each chunk
 * repeats the definitions that its rows need. Not thread-safe.
 */
public final class Names {
    private static final int MANY_STRINGS = 1 << 16;

    private final Map<String, Integer> strings = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final List<Integer> passing = new ArrayList<>();
    private int lastString;

    private final Map<Frame, Integer> frames = new HashMap<>();
    private final List<Frame> frameList = new ArrayList<>();
    private final Map<Stack, Integer> stacks = new HashMap<>();
    private final List<Stack> stackList = new ArrayList<>();

    private final Map<Entity.Type, Map<Long, Entity>> entities = new HashMap<>();

    public Names() {
        for (Entity.Type type : Entity.Type.values()) {
            entities.put(type, new HashMap<>());
        }
    }

    /** The id of a string that comes again; 0 is the empty one. */
    public int string(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        Integer known = strings.get(text);
        if (known != null) {
            return known;
        }
        int id = add(text);
        strings.put(text, id);
        return id;
    }

    /** The id of a string that hardly comes again, such as a log line; forgotten after the current chunk. */
    public int passingString(String text) {
        Integer known = text.isEmpty() ? Integer.valueOf(0) : strings.get(text);
        if (known != null) {
            return known;
        }
        int id = add(text);
        passing.add(id);
        return id;
    }

    private int add(String text) {
        int id = ++lastString;
        texts.put(id, text);
        return id;
    }

    String text(int id) {
        return id == 0 ? "" : texts.getOrDefault(id, "");
    }

    void chunkEnded() {
        passing.forEach(texts::remove);
        passing.clear();
        if (strings.size() >= MANY_STRINGS) {
            strings.values().forEach(texts::remove); // they get new ids when they come again
            strings.clear();
        }
    }

    /** The id of a frame, from 1. */
    int frame(Frame frame) {
        Integer known = frames.get(frame);
        if (known != null) {
            return known;
        }
        frameList.add(frame);
        frames.put(frame, frameList.size());
        return frameList.size();
    }

    /** The id of a stack, from 1; 0 for one without frames. */
    public int stack(Stack stack) {
        if (stack.frames().isEmpty()) {
            return 0;
        }
        Integer known = stacks.get(stack);
        if (known != null) {
            return known;
        }
        stackList.add(stack);
        stacks.put(stack, stackList.size());
        return stackList.size();
    }

    @Nullable
    Stack stack(int id) {
        return id > 0 && id <= stackList.size() ? stackList.get(id - 1) : null;
    }

    /** Says, or says anew, what an id stands for. */
    public void define(Entity entity) {
        of(entity.type()).put(entity.id(), entity);
    }

    /** What is known of an id. */
    public @Nullable Entity entity(Entity.Type type, long id) {
        return of(type).get(id);
    }

    /** An ended thread or collected map that no later row speaks of. */
    public void forget(Entity.Type type, long id) {
        of(type).remove(id);
    }

    private Map<Long, Entity> of(Entity.Type type) {
        return java.util.Objects.requireNonNull(entities.get(type));
    }
}
