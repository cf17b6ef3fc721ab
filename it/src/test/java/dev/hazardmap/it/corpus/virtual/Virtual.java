package dev.hazardmap.it.corpus.virtual;

import dev.hazardmap.it.corpus.Action;
import dev.hazardmap.it.corpus.Threads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads for sources that are compiled for 17; the cases run on 21 and later only. */
final class Virtual {
    private Virtual() {}

    static Thread start(Action action) throws ReflectiveOperationException {
        Runnable body = () -> Threads.unchecked(action);
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
    }

    static ExecutorService executorPerTask() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
