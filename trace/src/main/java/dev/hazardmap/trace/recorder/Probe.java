package dev.hazardmap.trace.recorder;

/** A stack that was taken; turned into text by the recorder's thread, once for each distinct one. */
final class Probe extends Throwable {
    private static final long serialVersionUID = 1;

    Probe() {
        super(null, null, false, true);
    }
}
