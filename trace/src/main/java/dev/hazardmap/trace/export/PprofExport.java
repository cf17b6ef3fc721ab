package dev.hazardmap.trace.export;

import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.format.TraceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * All profiles as one pprof profile (github.com/google/pprof, proto/profile.proto): each is a pair of sample types, a
 * count and an amount; {@code -sample_index=lock_holder_delay} chooses. A sample has zeros for those it isn't of.
 */
final class PprofExport implements Exporter {
    // Fields of profile.proto.
    private static final int SAMPLE_TYPE = 1;
    private static final int SAMPLE = 2;
    private static final int LOCATION = 4;
    private static final int FUNCTION = 5;
    private static final int STRINGS = 6;
    private static final int TIME = 9;
    private static final int DURATION = 10;
    private static final int DEFAULT_SAMPLE_TYPE = 14;

    @Override
    public void write(TraceFile trace, OutputStream out) throws IOException {
        Profiles profiles = Profiles.of(trace);
        try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
            zipped.write(new Writing().profile(profiles, trace.meta()).toBytes());
        }
    }

    private static final class Writing {
        private final ProtoWriter profile = new ProtoWriter();
        private final Map<String, Long> strings = new HashMap<>();
        private final Map<Frame, Long> locations = new HashMap<>();
        private final Map<String, Long> functions = new HashMap<>();

        ProtoWriter profile(Profiles profiles, Map<String, String> meta) {
            string("");
            for (ProfileType type : ProfileType.values()) {
                profile.message(SAMPLE_TYPE, valueType(type.id() + "_count", "count"));
                profile.message(SAMPLE_TYPE, valueType(type.sampleType(), type.unit()));
            }
            for (ProfileType type : ProfileType.values()) {
                profiles.of(type).forEach((key, sum) -> sample(type, key, sum));
            }
            profile.number(TIME, Long.parseLong(meta.getOrDefault("start", "0")));
            profile.number(DURATION, profiles.end());
            profile.number(DEFAULT_SAMPLE_TYPE, string(defaultType(profiles).sampleType()));
            return profile;
        }

        /** The holders when anybody waited, else what there is. */
        private static ProfileType defaultType(Profiles profiles) {
            for (ProfileType type : List.of(ProfileType.LOCK_HOLDER, ProfileType.CPU, ProfileType.ALLOC)) {
                if (!profiles.of(type).isEmpty()) {
                    return type;
                }
            }
            return ProfileType.LOCK_HOLDER;
        }

        private ProtoWriter valueType(String type, String unit) {
            return new ProtoWriter().number(1, string(type)).number(2, string(unit));
        }

        private void sample(ProfileType type, Profiles.Key key, Profiles.Sum sum) {
            long[] values = new long[2 * ProfileType.values().length];
            values[2 * type.ordinal()] = sum.count;
            values[2 * type.ordinal() + 1] = sum.amount;
            long[] at = key.frames().stream().mapToLong(this::location).toArray();
            ProtoWriter sample = new ProtoWriter().packed(1, at).packed(2, values);
            new TreeMap<>(key.labels())
                    .forEach((name, value) -> sample.message(
                            3, new ProtoWriter().number(1, string(name)).number(2, string(value))));
            profile.message(SAMPLE, sample);
        }

        private long location(Frame frame) {
            Long known = locations.get(frame);
            if (known != null) {
                return known;
            }
            long id = locations.size() + 1L;
            locations.put(frame, id);
            ProtoWriter line = new ProtoWriter().number(1, function(frame)).number(2, Math.max(0, frame.line()));
            profile.message(LOCATION, new ProtoWriter().number(1, id).message(4, line));
            return id;
        }

        private long function(Frame frame) {
            String name = name(frame);
            Long known = functions.get(name);
            if (known != null) {
                return known;
            }
            long id = functions.size() + 1L;
            functions.put(name, id);
            profile.message(
                    FUNCTION,
                    new ProtoWriter()
                            .number(1, id)
                            .number(2, string(name))
                            .number(3, string(name))
                            .number(4, string(frame.file())));
            return id;
        }

        private long string(String text) {
            Long known = strings.get(text);
            if (known != null) {
                return known;
            }
            long id = strings.size();
            strings.put(text, id);
            profile.string(STRINGS, text);
            return id;
        }
    }

    static String name(Frame frame) {
        return frame.className().isEmpty() ? frame.method() : frame.className() + "." + frame.method();
    }
}
