import com.lmax.disruptor.*;
import com.lmax.disruptor.dsl.*;

public final class DisruptorLoad {
    static class E {
        long v;
        Object o;
    }

    public static void main(String[] x) throws Exception {
        for (ProducerType pt : ProducerType.values())
            for (WaitStrategy ws : new WaitStrategy[] {
                new BlockingWaitStrategy(), new YieldingWaitStrategy(), new SleepingWaitStrategy()
            }) {
                Disruptor<E> d = new Disruptor<>(
                        E::new,
                        64,
                        r -> {
                            Thread t = new Thread(r);
                            t.setDaemon(true);
                            return t;
                        },
                        pt,
                        ws);
                long[] sum = {0};
                d.handleEventsWith(
                                (e, s, b) -> {
                                    e.o = "x" + e.v;
                                },
                                (e, s, b) -> {})
                        .then((e, s, b) -> {
                            sum[0] += e.v;
                            e.o.hashCode();
                        });
                RingBuffer<E> rb = d.start();
                int n = pt == ProducerType.SINGLE ? 1 : 3;
                Load.inParallel(n, k -> {
                    for (int i = 0; i < 500; i++) rb.publishEvent((e, s) -> e.v = i3(k));
                });
                d.shutdown();
                System.out.println("done");
            }
    }

    static long i3(int k) {
        return k + 1;
    }
}
