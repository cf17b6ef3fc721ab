package dev.hazardmap.trace.export;

import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.format.TraceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Stacks, outermost frame first, with their sums; the outermost frame of all names the profile. */
final class CollapsedExport implements Exporter {
    @Override
    public void write(TraceFile trace, OutputStream out) throws IOException {
        Profiles profiles = Profiles.of(trace);
        for (ProfileType type : ProfileType.values()) {
            StringBuilder text = new StringBuilder();
            profiles.of(type).forEach((key, sum) -> text.append('[')
                    .append(type.sampleType())
                    .append("];")
                    .append(stack(key.frames()))
                    .append(' ')
                    .append(sum.amount)
                    .append('\n'));
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String stack(List<Frame> innermostFirst) {
        List<Frame> stack = new ArrayList<>(innermostFirst);
        Collections.reverse(stack);
        return stack.stream()
                .map(frame -> PprofExport.name(frame).replace(';', ':'))
                .collect(Collectors.joining(";"));
    }
}
