package dev.hazardmap.benchmarks.race.workload;

/**
 * IDEA-like encryption and decryption of a byte array in blocks of eight bytes, as in the Java Grande benchmarks: a
 * Feistel cipher of eight rounds over 16-bit words, each thread half of the blocks.
 */
final class CryptKernel implements Workload {
    private static final int BYTES = 200_000;
    private static final int ROUNDS = 8;
    private final Team team;
    private final byte[] plain = new byte[BYTES];
    private final byte[] secret = new byte[BYTES];
    private final byte[] again = new byte[BYTES];
    private final int[] key = new int[2 * ROUNDS];

    CryptKernel(Team team) {
        this.team = team;
        RandomInts random = new RandomInts();
        for (int i = 0; i < BYTES; i++) {
            plain[i] = (byte) random.next(256);
        }
        for (int i = 0; i < key.length; i++) {
            key[i] = 1 + random.next(65_535);
        }
    }

    /** How many bytes came back as they were: all. */
    @Override
    public long run() throws InterruptedException {
        team.run(
                () -> cipher(plain, secret, 0, BYTES / 2, false), () -> cipher(plain, secret, BYTES / 2, BYTES, false));
        team.run(() -> cipher(secret, again, 0, BYTES / 2, true), () -> cipher(secret, again, BYTES / 2, BYTES, true));
        long same = 0;
        for (int i = 0; i < BYTES; i++) {
            same += plain[i] == again[i] ? 1 : 0;
        }
        return same;
    }

    private void cipher(byte[] from, byte[] to, int first, int end, boolean back) {
        for (int at = first; at < end; at += 8) {
            block(from, to, at, back);
        }
    }

    private void block(byte[] from, byte[] to, int at, boolean back) {
        int a = word(from, at);
        int b = word(from, at + 2);
        int c = word(from, at + 4);
        int d = word(from, at + 6);
        for (int i = 0; i < ROUNDS; i++) {
            int round = back ? ROUNDS - 1 - i : i;
            int mixed = mix(c, d, key[2 * round], key[2 * round + 1]);
            int newA = c;
            int newB = d;
            c = a ^ mixed >>> 16;
            d = b ^ mixed & 0xFFFF;
            a = newA;
            b = newB;
        }
        put(to, at, c);
        put(to, at + 2, d);
        put(to, at + 4, a);
        put(to, at + 6, b);
    }

    private static int mix(int x, int y, int k1, int k2) {
        long product = (long) (x + k1) * (y ^ k2) % 65_537;
        return (int) (product * 40_503 + x);
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private static void put(byte[] bytes, int at, int word) {
        bytes[at] = (byte) (word >>> 8);
        bytes[at + 1] = (byte) word;
    }

    @Override
    public int operations() {
        return 2 * BYTES;
    }

    @Override
    public int chunks() {
        return 3;
    }
}
