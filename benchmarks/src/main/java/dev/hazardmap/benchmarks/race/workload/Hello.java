package dev.hazardmap.benchmarks.race.workload;

/** The program whose start-up time is measured. */
public final class Hello {
    private Hello() {}

    /** Says hello. */
    public static void main(String[] args) {
        System.out.println("Hello, world");
    }
}
