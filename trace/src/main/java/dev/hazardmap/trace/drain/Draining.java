package dev.hazardmap.trace.drain;

import dev.hazardmap.trace.format.ChunkBuilder;
import dev.hazardmap.trace.format.Column;
import dev.hazardmap.trace.format.Entity;
import dev.hazardmap.trace.format.EventKind;
import dev.hazardmap.trace.format.FieldType;
import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.format.Names;
import dev.hazardmap.trace.format.Rows;
import dev.hazardmap.trace.format.Source;
import dev.hazardmap.trace.format.Stack;
import dev.hazardmap.trace.recorder.EventCode;
import dev.hazardmap.trace.recorder.Lane;
import dev.hazardmap.trace.recorder.Lanes;
import dev.hazardmap.trace.recorder.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moves what is in the rings into the chunk that is being made. By the recorder's thread. */
final class Draining {
    private static final boolean[] TEXT = new boolean[64];
    private static final @Nullable EventKind[] KINDS = new @Nullable EventKind[64];

    static {
        for (EventKind kind : EventKind.values()) {
            KINDS[kind.code()] = kind;
            for (EventKind.Field field : kind.fields()) {
                TEXT[kind.code()] |= field.column() == Column.TEXT && field.type() == FieldType.TEXT;
            }
        }
    }

    /** Of one ring, before the next one has its turn: a thread can fill its ring faster than it is emptied, for ever. */
    private static final int AT_ONCE = 1 << 16;

    private record FoundRace(RaceMark mark, long thread, long time) {}

    private final List<FoundRace> races = new ArrayList<>();
    private final ChunkBuilder chunk;
    private final Names names;
    private final StackTexts stacks;
    private final ThreadNames threads;
    private final long base;
    private long dropped;

    Draining(ChunkBuilder chunk, Names names, StackTexts stacks, ThreadNames threads, long base) {
        this.chunk = chunk;
        this.names = names;
        this.stacks = stacks;
        this.threads = threads;
        this.base = base;
    }

    /** Empties all rings, of each at most so much; gives back how many events came. {@code afterEach} ring the chunk may be ended. */
    int drain(Runnable afterEach) {
        int total = 0;
        boolean gone = false;
        for (Lane lane = Lanes.first(); lane != null; lane = Lanes.following(lane)) {
            boolean ended = lane.ended() || lane.thread() == null;
            int count = drain(lane);
            total += count;
            if (count > 0) {
                afterEach.run();
            }
            if (ended && count == 0) {
                lane.gone = true;
                gone = true;
                threads.ended(lane);
            }
        }
        addRaces();
        if (gone) {
            Lanes.forgetGone();
        }
        return total;
    }

    /** Events that were lost since the beginning. */
    long dropped() {
        return dropped;
    }

    private int drain(Lane lane) {
        Reader reader = lane.reader;
        int count = 0;
        Rows rows = null;
        long other = 0;
        while (count < AT_ONCE && reader.next()) {
            int code = reader.code();
            if (code == Lane.TIME) {
                reader.time = reader.whole() - base;
            } else if (code == Lane.EXTRA) {
                other = reader.whole();
            } else if (code == EventCode.RACE) {
                races.add(new FoundRace((RaceMark) Objects.requireNonNull(reader.take()), lane.id, reader.time));
                count++;
            } else {
                if (rows == null) {
                    threads.seen(lane);
                    rows = chunk.rows(lane.id, Source.HOOKS);
                }
                add(rows, reader, code, other);
                other = 0;
                count++;
            }
        }
        lost(lane, reader);
        return count;
    }

    private void lost(Lane lane, Reader reader) {
        long lost = lane.lost() - reader.lostSeen;
        if (lost > 0) {
            reader.lostSeen += lost;
            dropped += lost;
            chunk.dropped(lost);
            chunk.rows(lane.id, Source.HOOKS).value(lost).add(EventKind.DROPPED, reader.time);
        }
    }

    private void add(Rows rows, Reader reader, int code, long other) {
        EventKind kind = KINDS[code];
        if (kind == null) {
            return;
        }
        rows.object(reader.object()).value(reader.value()).other(other);
        if (TEXT[code]) {
            text(rows, kind, reader);
        }
        if (reader.hasDuration()) {
            rows.duration(reader.duration());
        }
        if (reader.hasStack()) {
            Object probe = reader.take();
            rows.stack(probe instanceof Throwable ? stacks.of((Throwable) probe) : 0);
        } else if (reader.site() != 0) {
            rows.stack(stacks.ofSite(reader.site()));
        }
        rows.add(kind, reader.time);
    }

    /** After all rings are read, so that the other thread's operations are there. */
    private void addRaces() {
        for (FoundRace race : races) {
            Frame site = race.mark.previousSite();
            int stack = site == null ? 0 : names.stack(new Stack(List.of(site), true));
            Rows others = chunk.rows(race.mark.previousThread(), Source.HOOKS);
            long previous = stack == 0 ? -1 : others.lastOperation(stack);
            race.mark.times(race.time, previous);
            chunk.rows(race.thread, Source.HOOKS)
                    .value(race.mark.previousThread())
                    .other(Math.max(0, previous))
                    .text(names.string(race.mark.id()))
                    .add(EventKind.RACE, race.time);
        }
        races.clear();
    }

    private void text(Rows rows, EventKind kind, Reader reader) {
        String text = String.valueOf(reader.take());
        boolean passing = kind == EventKind.LOG || kind == EventKind.MAP_MISUSE;
        rows.text(passing ? names.passingString(text) : names.string(text));
        if (kind == EventKind.TASK_BEGIN) {
            names.define(new Entity(Entity.Type.TASK, reader.object(), 0, text, "", "", reader.value(), 0));
        }
    }
}
