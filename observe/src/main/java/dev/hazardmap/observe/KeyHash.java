package dev.hazardmap.observe;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The 64-bit FNV-1a hash of a key: tells keys apart in traces and metrics without showing them, and is the same in every
 * process, so that two recordings can be joined on it.
 *
 * <p>Hashed are: of a string its UTF-8 bytes (an unpaired surrogate as {@code '?'}, as {@link String#getBytes} has it), of an
 * enum constant its name, of a {@link Long}, {@link UUID} and the other numbers' {@code hashCode}-free forms their bytes in
 * big-endian order, of null nothing. Of any other key the four bytes of its {@code hashCode}: then the hash is as stable as that
 * one is, which for identity hash codes means this process only.
 *
 * <p>Source: Fowler, Noll, Vo, draft-eastlake-fnv-17. It is no cryptographic hash: who can guess keys can confirm the guess.
 */
public final class KeyHash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private KeyHash() {}

    /** The hash of a key; allocates nothing. */
    public static long of(@Nullable Object key) {
        if (key instanceof String text) {
            return ofText(text);
        }
        if (key instanceof Long number) {
            return bytes(OFFSET, number, Long.BYTES);
        }
        if (key instanceof Integer number) {
            return bytes(OFFSET, number, Integer.BYTES);
        }
        if (key == null) {
            return OFFSET;
        }
        return ofOther(key);
    }

    private static long ofOther(Object key) {
        if (key instanceof UUID uuid) {
            return bytes(
                    bytes(OFFSET, uuid.getMostSignificantBits(), Long.BYTES),
                    uuid.getLeastSignificantBits(),
                    Long.BYTES);
        }
        if (key instanceof Enum<?> constant) {
            return ofText(constant.name());
        }
        if (key instanceof Short number) {
            return bytes(OFFSET, number, Short.BYTES);
        }
        if (key instanceof Byte number) {
            return bytes(OFFSET, number, Byte.BYTES);
        }
        return bytes(OFFSET, key.hashCode(), Integer.BYTES);
    }

    /** As {@link #of}; 0 if the key's own {@code hashCode} throws: the map has told the application already. */
    static long orZero(@Nullable Object key) {
        try {
            return of(key);
        } catch (RuntimeException ignored) {
            return 0;
        }
    }

    private static long bytes(long start, long value, int count) {
        long hash = start;
        for (int shift = (count - 1) * 8; shift >= 0; shift -= 8) {
            hash = step(hash, (int) (value >>> shift));
        }
        return hash;
    }

    private static long ofText(String text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                hash = step(hash, c);
            } else if (c < 0x800) {
                hash = step(step(hash, 0xc0 | c >> 6), 0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                hash = step(step(step(hash, 0xe0 | c >> 12), 0x80 | c >> 6 & 0x3f), 0x80 | c & 0x3f);
            } else if (isPair(text, i)) {
                hash = supplementary(hash, Character.toCodePoint(c, text.charAt(++i)));
            } else {
                hash = step(hash, '?');
            }
        }
        return hash;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static long supplementary(long start, int codePoint) {
        long hash = step(start, 0xf0 | codePoint >> 18);
        hash = step(hash, 0x80 | codePoint >> 12 & 0x3f);
        hash = step(hash, 0x80 | codePoint >> 6 & 0x3f);
        return step(hash, 0x80 | codePoint & 0x3f);
    }

    private static long step(long hash, int octet) {
        return (hash ^ octet & 0xff) * PRIME;
    }
}
