package dev.hazardmap.trace.export;

import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.format.TraceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All profiles in speedscope's own form (www.speedscope.app/file-format-schema.json), those without samples left out. */
final class SpeedscopeExport implements Exporter {
    private final Map<ProfileType, String> titles = Map.of(
            ProfileType.LOCK_WAITER, "Lock waits, by waiter",
            ProfileType.LOCK_HOLDER, "Lock waits, by holder",
            ProfileType.CPU, "CPU",
            ProfileType.WALL, "Wall clock",
            ProfileType.ALLOC, "Allocation",
            ProfileType.RACES, "Race sites");

    @Override
    public void write(TraceFile trace, OutputStream out) throws IOException {
        Profiles profiles = Profiles.of(trace);
        Map<String, Integer> frames = new LinkedHashMap<>();
        List<String> written = new ArrayList<>();
        for (ProfileType type : ProfileType.values()) {
            if (!profiles.of(type).isEmpty()) {
                written.add(profile(type, profiles.of(type), frames));
            }
        }
        String text = "{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\"exporter\":\"hazardmap\","
                + "\"name\":" + Json.string(trace.meta().getOrDefault("command", "trace"))
                + ",\"activeProfileIndex\":0,\"shared\":{\"frames\":["
                + String.join(",\n", frames.keySet()) + "]},\n\"profiles\":[" + String.join(",\n", written) + "]}\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String profile(ProfileType type, Map<Profiles.Key, Profiles.Sum> sums, Map<String, Integer> frames) {
        long total = sums.values().stream().mapToLong(sum -> sum.amount).sum();
        String samples =
                sums.keySet().stream().map(key -> stack(key.frames(), frames)).collect(Collectors.joining(","));
        String weights =
                sums.values().stream().map(sum -> Long.toString(sum.amount)).collect(Collectors.joining(","));
        String unit = type.unit().equals("count") ? "none" : type.unit();
        return "{\"type\":\"sampled\",\"name\":" + Json.string(titles.getOrDefault(type, type.id()))
                + ",\"unit\":\"" + unit + "\",\"startValue\":0,\"endValue\":" + total + ",\"samples\":[" + samples
                + "],\"weights\":[" + weights + "]}";
    }

    /** Outermost first. */
    private static String stack(List<Frame> innermostFirst, Map<String, Integer> frames) {
        List<Frame> stack = new ArrayList<>(innermostFirst);
        Collections.reverse(stack);
        return stack.stream()
                .map(frame -> Integer.toString(frames.computeIfAbsent(json(frame), text -> frames.size())))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(Frame frame) {
        String file = frame.file().isEmpty() ? "" : ",\"file\":" + Json.string(frame.file());
        String line = frame.line() < 0 ? "" : ",\"line\":" + frame.line();
        return "{\"name\":" + Json.string(PprofExport.name(frame)) + file + line + "}";
    }
}
