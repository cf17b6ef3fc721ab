import java.util.concurrent.*;
import org.eclipse.collections.api.list.*;
import org.eclipse.collections.impl.factory.*;
import org.eclipse.collections.impl.map.mutable.*;
import org.eclipse.collections.impl.parallel.*;

public final class EclipseCollectionsLoad {
    public static void main(String[] x) throws Exception {
        org.eclipse.collections.impl.map.mutable.ConcurrentHashMap<Integer, int[]> e =
                org.eclipse.collections.impl.map.mutable.ConcurrentHashMap.newMap();
        ConcurrentHashMapUnsafe<Integer, int[]> u = ConcurrentHashMapUnsafe.newMap();
        ImmutableList<Integer> il = Lists.immutable.of(1, 2, 3, 4);
        MutableList<Integer> sl = Lists.mutable.<Integer>empty().asSynchronized();
        Load.inParallel(4, k -> {
            for (int i = 0; i < 3000; i++) {
                e.put(i, new int[] {i});
                int[] g = e.get(i / 2);
                if (g != null && g[0] < 0) throw new Error();
                u.put(i, new int[] {i});
                g = u.get(i / 2);
                if (g != null && g[0] < 0) throw new Error();
                e.getIfAbsentPut(i * 3, () -> new int[1]);
                e.updateValue(i % 50, () -> new int[1], v -> new int[] {v[0] + 1});
                il.collect(v -> v + 1).sumOfInt(v -> v);
                sl.add(i);
            }
        });
        ExecutorService ex = Executors.newFixedThreadPool(3);
        System.out.println(Lists.mutable
                .withAll(java.util.Collections.nCopies(20000, 1))
                .asParallel(ex, 500)
                .select(v -> v > 0)
                .collect(v -> v + 1)
                .toList()
                .size());
        ParallelIterate.forEach(Interval2.l(10000), v -> {});
        System.out.println(e.size());
        ex.shutdown();
        System.exit(0);
    }

    static class Interval2 {
        static java.util.List<Integer> l(int n) {
            return org.eclipse.collections.impl.list.Interval.oneTo(n).toList();
        }
    }
}
