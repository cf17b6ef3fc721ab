import io.reactivex.rxjava3.core.*;
import io.reactivex.rxjava3.processors.*;
import io.reactivex.rxjava3.schedulers.*;
import io.reactivex.rxjava3.subjects.*;

public final class RxJavaLoad {
    public static void main(String[] x) throws Exception {
        Load.inParallel(2, q -> {
            for (int r = 0; r < 15; r++) {
                Flowable.range(0, 500)
                        .observeOn(Schedulers.computation())
                        .map(i -> i + 1)
                        .flatMap(i -> Flowable.just(i).subscribeOn(Schedulers.io()), 8)
                        .buffer(10)
                        .observeOn(Schedulers.single())
                        .blockingLast();
                Observable.merge(
                                Observable.range(0, 100).subscribeOn(Schedulers.computation()),
                                Observable.range(0, 100).subscribeOn(Schedulers.io()))
                        .toList()
                        .blockingGet();
                PublishSubject<Integer> s = PublishSubject.create();
                var t = s.observeOn(Schedulers.computation()).take(3).test();
                for (int i = 0; i < 5; i++) s.onNext(i);
                t.await();
                Observable.interval(1, java.util.concurrent.TimeUnit.MILLISECONDS)
                        .take(5)
                        .blockingLast();
                Flowable.range(0, 200)
                        .parallel(3)
                        .runOn(Schedulers.computation())
                        .map(i -> i * 2)
                        .sequential()
                        .count()
                        .blockingGet();
                Single.zip(
                                Single.fromCallable(() -> 1).subscribeOn(Schedulers.io()),
                                Single.fromCallable(() -> 2).subscribeOn(Schedulers.io()),
                                Integer::sum)
                        .blockingGet();
                ReplayProcessor<Integer> rp = ReplayProcessor.create();
                var th = new Thread(() -> {
                    for (int i = 0; i < 50; i++) rp.onNext(i);
                    rp.onComplete();
                });
                th.start();
                rp.count().blockingGet();
                th.join();
                Flowable.range(0, 50)
                        .groupBy(i -> i % 4)
                        .flatMap(g ->
                                g.observeOn(Schedulers.computation()).toList().toFlowable())
                        .blockingLast();
                BehaviorSubject<Integer> b = BehaviorSubject.createDefault(1);
                var w = new Thread(() -> b.onNext(2));
                w.start();
                b.blockingFirst();
                w.join();
            }
        });
        System.out.println("ok");
        System.exit(0);
    }
}
