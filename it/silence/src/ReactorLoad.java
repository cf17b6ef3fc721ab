import java.time.Duration;
import reactor.core.publisher.*;
import reactor.core.scheduler.*;

public final class ReactorLoad {
    public static void main(String[] x) throws Exception {
        Load.inParallel(2, q -> {
            for (int r = 0; r < 15; r++) {
                System.out.println(Flux.range(0, 500)
                        .publishOn(Schedulers.parallel())
                        .map(i -> i + 1)
                        .flatMap(i -> Mono.fromCallable(() -> i * 2).subscribeOn(Schedulers.boundedElastic()), 8)
                        .window(10)
                        .flatMap(w -> w.reduce(0, Integer::sum))
                        .groupBy(i -> i % 3)
                        .flatMap(g -> g.count())
                        .collectList()
                        .block());
                Sinks.Many<Integer> s = Sinks.many().multicast().onBackpressureBuffer();
                var l = s.asFlux().take(3).collectList().toFuture();
                for (int i = 0; i < 4; i++) s.tryEmitNext(i);
                l.get();
                Flux.interval(Duration.ofMillis(1))
                        .take(5)
                        .zipWith(Flux.just(1, 2, 3, 4, 5))
                        .blockLast();
                Flux.merge(
                                Flux.range(0, 50).subscribeOn(Schedulers.parallel()),
                                Flux.range(0, 50).subscribeOn(Schedulers.single()))
                        .parallel(2)
                        .runOn(Schedulers.parallel())
                        .map(i -> i)
                        .sequential()
                        .blockLast();
                Mono<Integer> c = Mono.fromCallable(() -> 7).cache();
                c.subscribeOn(Schedulers.parallel()).block();
                c.block();
                Flux.range(0, 100).publish().refCount(2);
                Flux.range(0, 20)
                        .replay(4)
                        .autoConnect()
                        .publishOn(Schedulers.single())
                        .blockLast();
            }
        });
        System.exit(0);
    }
}
