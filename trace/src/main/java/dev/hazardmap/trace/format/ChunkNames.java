package dev.hazardmap.trace.format;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The definitions that a chunk needs: gathered from its rows, written in the order of their ids. */
final class ChunkNames {
    private final Names names;
    private final TreeSet<Integer> strings = new TreeSet<>();
    private final TreeMap<Integer, Frame> frames = new TreeMap<>();
    private final TreeMap<Integer, Stack> stacks = new TreeMap<>();
    private final Map<Entity.Type, TreeMap<Long, Entity>> entities = new TreeMap<>();
    private final TreeMap<Integer, Integer> kinds = new TreeMap<>();

    ChunkNames(Names names, List<Rows> blocks) {
        this.names = names;
        for (Entity.Type type : Entity.Type.values()) {
            entities.put(type, new TreeMap<>());
        }
        for (Rows rows : blocks) {
            entity(Entity.Type.THREAD, rows.thread());
            Kinds of = new Kinds(rows);
            of.kinds.forEach((code, kind) -> kinds.put(code, kind.columns()));
            of.each(Column.STACK, FieldType.COUNT, id -> stack((int) id));
            of.each(Column.TEXT, FieldType.TEXT, id -> strings.add((int) id));
            for (Column column : List.of(Column.OBJECT, Column.VALUE, Column.OTHER)) {
                of.each(column, FieldType.OBJECT, id -> entity(Entity.Type.OBJECT, id));
                of.each(column, FieldType.THREAD, id -> entity(Entity.Type.THREAD, id));
                of.each(column, FieldType.TASK, id -> entity(Entity.Type.TASK, id));
            }
        }
        strings.remove(0);
    }

    private void stack(int id) {
        Stack stack = stacks.containsKey(id) ? null : names.stack(id);
        if (stack != null) {
            stacks.put(id, stack);
            for (Frame frame : stack.frames()) {
                frames.put(names.frame(frame), frame);
                strings.add(names.string(frame.className()));
                strings.add(names.string(frame.method()));
                strings.add(names.string(frame.file()));
            }
        }
    }

    private void entity(Entity.Type type, long id) {
        TreeMap<Long, Entity> of = of(type);
        if (id == 0 || of.containsKey(id)) {
            return;
        }
        @Nullable Entity known = names.entity(type, id);
        Entity entity = known == null ? Entity.unknown(type, id) : known;
        of.put(id, entity);
        strings.add(names.string(entity.name()));
        strings.add(names.string(entity.className()));
        strings.add(names.string(entity.place()));
        if (entity.parent() != 0) {
            entity(type, entity.parent());
        }
    }

    private TreeMap<Long, Entity> of(Entity.Type type) {
        return java.util.Objects.requireNonNull(entities.get(type));
    }

    void write(ByteSink out) {
        writeStrings(out);
        writeFrames(out);
        writeStacks(out);
        writeEntities(out);
        out.varint(kinds.size());
        kinds.forEach((code, columns) -> {
            out.varint(code);
            out.varint(columns);
        });
    }

    private void writeStrings(ByteSink out) {
        out.varint(strings.size());
        int before = 0;
        for (int id : strings) {
            out.varint(id - before);
            out.string(names.text(id));
            before = id;
        }
    }

    private void writeFrames(ByteSink out) {
        out.varint(frames.size());
        int before = 0;
        for (Map.Entry<Integer, Frame> entry : frames.entrySet()) {
            Frame frame = entry.getValue();
            out.varint(entry.getKey() - before);
            out.varint(names.string(frame.className()));
            out.varint(names.string(frame.method()));
            out.varint(names.string(frame.file()));
            out.signed(frame.line());
            before = entry.getKey();
        }
    }

    private void writeStacks(ByteSink out) {
        out.varint(stacks.size());
        int before = 0;
        for (Map.Entry<Integer, Stack> entry : stacks.entrySet()) {
            Stack stack = entry.getValue();
            out.varint(entry.getKey() - before);
            out.u8(stack.partial() ? 1 : 0);
            out.varint(stack.frames().size());
            for (Frame frame : stack.frames()) {
                out.varint(names.frame(frame));
            }
            before = entry.getKey();
        }
    }

    private void writeEntities(ByteSink out) {
        int count = 0;
        for (TreeMap<Long, Entity> of : entities.values()) {
            count += of.size();
        }
        out.varint(count);
        for (TreeMap<Long, Entity> of : entities.values()) {
            for (Entity entity : of.values()) {
                out.u8(entity.type().number());
                out.varint(entity.id());
                out.u8(entity.flags());
                out.varint(names.string(entity.name()));
                out.varint(names.string(entity.className()));
                out.varint(names.string(entity.place()));
                out.varint(entity.parent());
                out.varint(entity.number());
            }
        }
    }

    /** Takes numbers of one type out of the columns of a block. */
    private static final class Kinds {
        private final Rows rows;
        final TreeMap<Integer, EventKind> kinds = new TreeMap<>();

        Kinds(Rows rows) {
            this.rows = rows;
            boolean[] seen = new boolean[256];
            LongList words = rows.column(Column.KIND);
            for (int i = 0; i < words.size(); i++) {
                int code = (int) (words.get(i) >>> 2);
                if (!seen[code]) {
                    seen[code] = true;
                    kinds.put(code, java.util.Objects.requireNonNull(EventKind.of(code)));
                }
            }
        }

        /** Hands over the numbers in {@code column} of the kinds in which they are of {@code type}; some twice. */
        void each(Column column, FieldType type, java.util.function.LongConsumer to) {
            LongList values = rows.column(column);
            if (values.size() == 0) {
                return;
            }
            boolean always = column == Column.STACK;
            int meant = 0;
            int having = 0;
            boolean[] ofType = new boolean[256];
            for (EventKind kind : kinds.values()) {
                for (EventKind.Field field : kind.fields()) {
                    if (field.column() == column) {
                        having++;
                        ofType[kind.code()] = field.type() == type;
                        meant += ofType[kind.code()] ? 1 : 0;
                    }
                }
            }
            if (always || meant == having && meant > 0) {
                distinct(values, to);
            } else if (meant > 0) {
                mixed(column, values, ofType, to);
            }
        }

        private static void distinct(LongList values, java.util.function.LongConsumer to) {
            long before = Long.MIN_VALUE;
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != before) {
                    before = values.get(i);
                    to.accept(before);
                }
            }
        }

        private void mixed(Column column, LongList values, boolean[] ofType, java.util.function.LongConsumer to) {
            LongList words = rows.column(Column.KIND);
            int next = 0;
            for (int row = 0; row < words.size(); row++) {
                if (Rows.has(column, words.get(row))) {
                    if (ofType[(int) (words.get(row) >>> 2)]) {
                        to.accept(values.get(next));
                    }
                    next++;
                }
            }
        }
    }
}
