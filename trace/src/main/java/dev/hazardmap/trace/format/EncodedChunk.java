package dev.hazardmap.trace.format;

/** A finished chunk: what the index says of it, and its bytes without the frame around them. */
public final class EncodedChunk {
    private final ChunkInfo info;
    private final byte[] payload;

    EncodedChunk(ChunkInfo info, byte[] payload) {
        this.info = info;
        this.payload = payload;
    }

    public ChunkInfo info() {
        return info;
    }

    byte[] payload() {
        return payload;
    }

    /** Its size in a file. */
    public int bytes() {
        return payload.length + Framing.OVERHEAD;
    }
}
