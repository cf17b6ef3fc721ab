package dev.hazardmap.trace.format;

import java.util.List;

/**
 * A stack.
 *
 * @param frames innermost first
 * @param partial whether only the innermost frames are known, such as a call site alone
 */
public record Stack(List<Frame> frames, boolean partial) {
    public Stack {
        frames = List.copyOf(frames);
    }
}
