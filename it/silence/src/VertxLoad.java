import io.vertx.core.*;
import java.util.concurrent.*;

public final class VertxLoad {
    public static void main(String[] x) throws Exception {
        Vertx v = Vertx.vertx();
        v.eventBus().consumer("a", m -> m.reply(m.body()));
        CompletableFuture<Integer> port = new CompletableFuture<>();
        v.createHttpServer()
                .requestHandler(r -> r.response().end("hi " + r.path()))
                .listen(0, "127.0.0.1")
                .onSuccess(s -> port.complete(s.actualPort()));
        int p = port.get(30, TimeUnit.SECONDS);
        Load.inParallel(3, k -> {
            for (int i = 0; i < 50; i++) {
                CompletableFuture<Object> f = new CompletableFuture<>();
                v.eventBus().request("a", "m" + i).onSuccess(m -> f.complete(m.body()));
                f.get(20, TimeUnit.SECONDS);
                java.net.HttpURLConnection c =
                        (java.net.HttpURLConnection) new java.net.URL("http://127.0.0.1:" + p + "/q").openConnection();
                c.getInputStream().readAllBytes();
                v.executeBlocking(() -> 1)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get();
            }
        });
        v.deployVerticle(new AbstractVerticle() {
            int n;

            public void start() {
                vertx.setPeriodic(1, t -> n++);
            }
        });
        Thread.sleep(100);
        v.close().toCompletionStage().toCompletableFuture().get();
        System.out.println("ok");
    }
}
