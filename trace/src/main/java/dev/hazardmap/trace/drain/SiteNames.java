package dev.hazardmap.trace.drain;

import dev.hazardmap.trace.format.Frame;
import org.jspecify.annotations.Nullable;

/** What the agent knows of the call sites that hooks name by number. Called from the recorder's thread. */
public interface SiteNames {
    /** The place of a call site; null when the number is none. */
    @Nullable
    Frame frame(int site);
}
