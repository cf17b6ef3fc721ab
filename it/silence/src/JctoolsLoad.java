import java.util.*;
import org.jctools.maps.*;
import org.jctools.queues.*;
import org.jctools.queues.atomic.*;

public final class JctoolsLoad {
    static class M {
        int v;

        M(int v) {
            this.v = v;
        }
    }

    public static void main(String[] x) throws Exception {
        for (Queue<M> q : List.<Queue<M>>of(
                new SpscArrayQueue<>(16),
                new SpscLinkedQueue<>(),
                new SpscChunkedArrayQueue<>(8, 64),
                new SpscUnboundedArrayQueue<>(16),
                new SpscAtomicArrayQueue<>(16),
                new SpscGrowableArrayQueue<>(8, 64))) run(q, 1, 1);
        for (Queue<M> q : List.<Queue<M>>of(
                new MpscArrayQueue<>(16),
                new MpscLinkedQueue<>(),
                new MpscUnboundedArrayQueue<>(16),
                new MpscChunkedArrayQueue<>(4, 64),
                new MpscCompoundQueue<>(64),
                new MpscBlockingConsumerArrayQueue<>(16),
                new MpscUnboundedXaddArrayQueue<>(16),
                new MpscGrowableArrayQueue<>(4, 64))) run(q, 3, 1);
        for (Queue<M> q : List.<Queue<M>>of(
                new MpmcArrayQueue<>(16), new MpmcUnboundedXaddArrayQueue<>(16), new MpmcAtomicArrayQueue<>(16)))
            run(q, 2, 2);
        run(new SpmcArrayQueue<>(16), 1, 2);
        NonBlockingHashMap<Integer, M> m = new NonBlockingHashMap<>();
        NonBlockingHashMapLong<M> ml = new NonBlockingHashMapLong<>();
        NonBlockingHashSet<Integer> hs = new NonBlockingHashSet<>();
        NonBlockingIdentityHashMap<Object, M> mi = new NonBlockingIdentityHashMap<>();
        Load.inParallel(4, k -> {
            for (int i = 0; i < 3000; i++) {
                m.put(i, new M(i));
                M g = m.get(i / 2);
                if (g != null && g.v < 0) throw new Error();
                ml.put(i, new M(k));
                g = ml.get(i / 3);
                if (g != null && g.v < 0) throw new Error();
                hs.add(i);
                m.remove(i / 5);
                mi.put(Thread.class, new M(1));
            }
        });
        System.out.println("ok");
    }

    static void run(Queue<M> q, int p, int c) throws Exception {
        int n = 2000;
        java.util.concurrent.atomic.AtomicInteger left = new java.util.concurrent.atomic.AtomicInteger(n * p);
        Load.inParallel(p + c, k -> {
            if (k < p) {
                for (int i = 0; i < n; i++) {
                    M e = new M(i);
                    while (!q.offer(e)) Thread.yield();
                }
            } else {
                while (left.get() > 0) {
                    M e = q.poll();
                    if (e != null) {
                        e.v++;
                        left.decrementAndGet();
                    } else Thread.yield();
                }
            }
        });
        System.out.println(q.getClass().getSimpleName());
    }
}
