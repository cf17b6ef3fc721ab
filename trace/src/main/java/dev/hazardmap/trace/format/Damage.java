package dev.hazardmap.trace.format;

/**
 * A part of a file that could not be read.
 *
 * @param offset where in the file
 * @param length how many bytes were left out
 * @param reason in words, with the data
 */
public record Damage(long offset, long length, String reason) {
    @Override
    public String toString() {
        return "bytes " + offset + " to " + (offset + length - 1) + ": " + reason;
    }
}
