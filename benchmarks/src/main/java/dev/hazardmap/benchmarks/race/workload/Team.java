package dev.hazardmap.benchmarks.race.workload;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The CPU clock of a workload: the time of the measuring thread plus that of every thread started through it. Not thread
 * safe; the threads' times are read after they were joined.
 */
final class Team {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private long members;
    private boolean everyThread;

    /** CPU time in ns used so far by the calling thread and by all members that have ended. */
    long cpu() {
        return members + (everyThread ? allThreads() : THREADS.getCurrentThreadCpuTime());
    }

    /** From now on {@link #cpu} is that of all of the program's threads: the workload's live in pools. */
    void countEveryThread() {
        everyThread = true;
    }

    /** Without those of the collector and the compiler, which the bean doesn't list. */
    private static long allThreads() {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            sum += Math.max(0, THREADS.getThreadCpuTime(id));
        }
        return sum;
    }

    /** Runs all tasks at once, each in a new thread, and waits for their end. */
    void run(Runnable... tasks) throws InterruptedException {
        join(start(tasks));
    }

    /** Starts the tasks, each in a new thread, to be waited for with {@link #join}. */
    Member[] start(Runnable... tasks) {
        Member[] started = new Member[tasks.length];
        for (int i = 0; i < tasks.length; i++) {
            started[i] = new Member(tasks[i]);
            started[i].start();
        }
        return started;
    }

    void join(Member... started) throws InterruptedException {
        for (Member member : started) {
            member.join();
            members += member.cpu;
        }
    }

    /** A thread that notes its CPU time as its last act. */
    static final class Member extends Thread {
        private long cpu;

        private Member(Runnable task) {
            super(task);
        }

        @Override
        public void run() {
            super.run();
            cpu = THREADS.getCurrentThreadCpuTime();
        }
    }
}
