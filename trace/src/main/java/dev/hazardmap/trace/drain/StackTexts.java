package dev.hazardmap.trace.drain;

import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.format.Names;
import dev.hazardmap.trace.format.Stack;
import dev.hazardmap.trace.recorder.Backtraces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stack ids for the stacks and call sites that hooks took. Each distinct one becomes text once. */
final class StackTexts {
    private static final String OWN = "dev.hazardmap.trace.recorder.";
    private static final int MAX_DEPTH = 128;

    private final Names names;
    private final SiteNames sites;
    private final Map<Long, Integer> byHash = new HashMap<>();
    private final Map<Integer, Integer> bySite = new HashMap<>();

    StackTexts(Names names, SiteNames sites) {
        this.names = names;
        this.sites = sites;
    }

    int of(Throwable probe) {
        long hash = Backtraces.hash(probe);
        if (hash == 0) {
            return names.stack(text(probe));
        }
        Integer known = byHash.get(hash);
        if (known == null) {
            known = names.stack(text(probe));
            byHash.put(hash, known);
        }
        return known;
    }

    int ofSite(int site) {
        Integer known = bySite.get(site);
        if (known == null) {
            Frame frame = sites.frame(site);
            known = frame == null ? 0 : names.stack(new Stack(List.of(frame), true));
            bySite.put(site, known);
        }
        return known;
    }

    private static Stack text(Throwable probe) {
        List<Frame> frames = new ArrayList<>();
        for (StackTraceElement element : probe.getStackTrace()) {
            if (frames.isEmpty() && element.getClassName().startsWith(OWN) || frames.size() == MAX_DEPTH) {
                continue;
            }
            frames.add(frame(element));
        }
        return new Stack(frames, false);
    }

    static Frame frame(StackTraceElement element) {
        String file = element.getFileName();
        return new Frame(
                element.getClassName(), element.getMethodName(), file == null ? "" : file, element.getLineNumber());
    }
}
