import java.util.*;
import org.agrona.collections.*;
import org.agrona.concurrent.*;
import org.agrona.concurrent.broadcast.*;
import org.agrona.concurrent.ringbuffer.*;

public final class AgronaLoad {
    static class M {
        int v;

        M(int v) {
            this.v = v;
        }
    }

    public static void main(String[] x) throws Exception {
        for (Queue<M> q : List.<Queue<M>>of(new OneToOneConcurrentArrayQueue<>(16))) run(q, 1);
        run(new ManyToOneConcurrentArrayQueue<>(16), 3);
        run(new ManyToManyConcurrentArrayQueue<>(16), 2);
        run(new ManyToOneConcurrentLinkedQueue<>(), 2);
        for (int pr = 1; pr <= 2; pr++) {
            UnsafeBuffer ub = new UnsafeBuffer(
                    pr == 1
                            ? new byte[4096 + RingBufferDescriptor.TRAILER_LENGTH]
                            : null == null ? new byte[4096 + RingBufferDescriptor.TRAILER_LENGTH] : null);
            RingBuffer rb = pr == 1 ? new OneToOneRingBuffer(ub) : new ManyToOneRingBuffer(ub);
            int[] got = {0};
            int pp = pr;
            Load.inParallel(pr + 1, k -> {
                if (k < pp) {
                    UnsafeBuffer s = new UnsafeBuffer(new byte[64]);
                    for (int i = 0; i < 500; i++) {
                        s.putInt(0, i);
                        while (!rb.write(1, s, 0, 8)) Thread.yield();
                    }
                } else
                    while (got[0] < 500 * pp)
                        rb.read((t, b, o, l) -> {
                            b.getInt(o);
                            got[0]++;
                        });
            });
            System.out.println("rb " + got[0]);
        }
        AgentRunner ar =
                new AgentRunner(new SleepingMillisIdleStrategy(1), Throwable::printStackTrace, null, new Agent() {
                    int n;

                    public int doWork() {
                        n++;
                        return 0;
                    }

                    public String roleName() {
                        return "r";
                    }
                });
        AgentRunner.startOnThread(ar);
        Thread.sleep(20);
        ar.close();
        System.out.println("ok");
    }

    static void run(Queue<M> q, int p) throws Exception {
        int n = 2000;
        int[] left = {n * p};
        Load.inParallel(p + 1, k -> {
            if (k < p) {
                for (int i = 0; i < n; i++) {
                    M e = new M(i);
                    while (!q.offer(e)) Thread.yield();
                }
            } else
                while (left[0] > 0) {
                    M e = q.poll();
                    if (e != null) {
                        e.v++;
                        left[0]--;
                    } else Thread.yield();
                }
        });
        System.out.println(q.getClass().getSimpleName());
    }
}
