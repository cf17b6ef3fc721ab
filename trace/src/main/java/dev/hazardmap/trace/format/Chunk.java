package dev.hazardmap.trace.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chunk of a file: the definitions its rows need, and the rows in blocks. Immutable; safe for any thread. */
public final class Chunk {
    private static final int MAX_KINDS = 1 << 14;

    private final ChunkInfo info;
    private final Map<Integer, String> strings = new HashMap<>();
    private final Map<Integer, Frame> frames = new HashMap<>();
    private final Map<Integer, Stack> stacks = new LinkedHashMap<>();
    private final Map<Entity.Type, Map<Long, Entity>> entities = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    Chunk(byte[] payload, ChunkInfo place) {
        ByteSource in = new ByteSource(payload);
        ChunkInfo head = ChunkInfo.readHead(in);
        readStrings(in);
        readFrames(in);
        readStacks(in);
        readEntities(in);
        int[] columnsOfKind = readKinds(in);
        for (int i = in.count(); i > 0; i--) {
            blocks.add(Block.read(in, columnsOfKind));
        }
        if (!in.atEnd()) {
            throw new MalformedTraceException("chunk " + head.number() + " goes on after its last block");
        }
        info = head.at(place.offset(), payload.length);
    }

    private void readStrings(ByteSource in) {
        strings.put(0, "");
        int id = 0;
        for (int i = in.count(2); i > 0; i--) {
            id += in.length();
            strings.put(id, in.string());
        }
    }

    private void readFrames(ByteSource in) {
        int id = 0;
        for (int i = in.count(5); i > 0; i--) {
            id += in.length();
            frames.put(id, new Frame(text(in.length()), text(in.length()), text(in.length()), (int) in.signed()));
        }
    }

    private void readStacks(ByteSource in) {
        int id = 0;
        for (int i = in.count(3); i > 0; i--) {
            id += in.length();
            boolean partial = in.u8() != 0;
            List<Frame> list = new ArrayList<>();
            for (int depth = in.count(); depth > 0; depth--) {
                int frame = in.length();
                Frame known = frames.get(frame);
                if (known == null) {
                    throw new MalformedTraceException("stack " + id + " has the undefined frame " + frame);
                }
                list.add(known);
            }
            stacks.put(id, new Stack(list, partial));
        }
    }

    private void readEntities(ByteSource in) {
        for (Entity.Type type : Entity.Type.values()) {
            entities.put(type, new LinkedHashMap<>());
        }
        for (int i = in.count(8); i > 0; i--) {
            Entity.Type type = Entity.Type.of(in.u8());
            long id = in.varint();
            int flags = in.u8();
            String name = text(in.length());
            String className = text(in.length());
            String place = text(in.length());
            of(type).put(id, new Entity(type, id, flags, name, className, place, in.varint(), in.varint()));
        }
    }

    private static int[] readKinds(ByteSource in) {
        int[] columns = new int[256];
        for (int i = in.count(2); i > 0; i--) {
            int code = in.length();
            if (code >= MAX_KINDS) {
                throw new MalformedTraceException("a kind of code " + code);
            }
            if (code >= columns.length) {
                columns = java.util.Arrays.copyOf(columns, code + 1);
            }
            columns[code] = in.length();
        }
        return columns;
    }

    private Map<Long, Entity> of(Entity.Type type) {
        return java.util.Objects.requireNonNull(entities.get(type));
    }

    public ChunkInfo info() {
        return info;
    }

    /** By thread, then source. */
    public List<Block> blocks() {
        return blocks;
    }

    /** A string by its id; the empty one where there is none. */
    public String text(int id) {
        return strings.getOrDefault(id, "");
    }

    /** A stack by its id; null where there is none. */
    public @Nullable Stack stack(int id) {
        return stacks.get(id);
    }

    /** The stacks that this chunk defines, by id. */
    public Map<Integer, Stack> stacks() {
        return stacks;
    }

    /** What an id stands for; null where the chunk doesn't say. */
    public @Nullable Entity entity(Entity.Type type, long id) {
        return of(type).get(id);
    }

    /** All that this chunk defines of a type. */
    public Collection<Entity> entities(Entity.Type type) {
        return of(type).values();
    }

    /** With the counts that the index has, for a file without one. */
    ChunkInfo counted() {
        Map<Long, Integer> threads = new java.util.TreeMap<>();
        Map<Long, Integer> objects = new java.util.TreeMap<>();
        for (Block block : blocks) {
            threads.merge(block.thread(), block.rows(), Integer::sum);
            ChunkInfo.count(block.column(Column.OBJECT, block.kinds()), block.rows(), objects);
        }
        return new ChunkInfo(
                info.number(),
                info.offset(),
                info.length(),
                info.start(),
                info.end(),
                info.rows(),
                info.dropped(),
                threads,
                objects);
    }
}
