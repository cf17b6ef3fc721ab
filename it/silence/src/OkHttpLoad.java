import okhttp3.*;
import okhttp3.mockwebserver.*;

public final class OkHttpLoad {
    public static void main(String[] x) throws Exception {
        MockWebServer s = new MockWebServer();
        s.setDispatcher(new okhttp3.mockwebserver.Dispatcher() {
            public MockResponse dispatch(RecordedRequest r) {
                return new MockResponse().setBody("b " + r.getPath());
            }
        });
        s.start();
        OkHttpClient c = new OkHttpClient();
        Load.inParallel(3, k -> {
            for (int i = 0; i < 40; i++) {
                try (Response r = c.newCall(
                                new Request.Builder().url(s.url("/a" + i)).build())
                        .execute()) {
                    r.body().string();
                }
                java.util.concurrent.CompletableFuture<String> f = new java.util.concurrent.CompletableFuture<>();
                c.newCall(new Request.Builder().url(s.url("/b")).build()).enqueue(new Callback() {
                    public void onFailure(Call q, java.io.IOException e) {
                        f.completeExceptionally(e);
                    }

                    public void onResponse(Call q, Response r) throws java.io.IOException {
                        f.complete(r.body().string());
                    }
                });
                f.get();
            }
        });
        c.dispatcher().executorService().shutdown();
        c.connectionPool().evictAll();
        s.shutdown();
        System.out.println("ok");
        System.exit(0);
    }
}
