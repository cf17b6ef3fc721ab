import java.net.*;
import java.nio.*;
import org.eclipse.jetty.server.*;
import org.eclipse.jetty.util.*;

public final class JettyLoad {
    public static void main(String[] x) throws Exception {
        org.eclipse.jetty.server.Server s = new org.eclipse.jetty.server.Server(new InetSocketAddress("127.0.0.1", 0));
        s.setHandler(new Handler.Abstract() {
            public boolean handle(Request q, Response r, Callback c) {
                r.setStatus(200);
                r.getHeaders().put("X-A", "b");
                r.write(true, ByteBuffer.wrap(("path " + q.getHttpURI().getPath()).getBytes()), c);
                return true;
            }
        });
        s.start();
        int port = ((ServerConnector) s.getConnectors()[0]).getLocalPort();
        Load.inParallel(3, k -> {
            for (int i = 0; i < 60; i++) {
                HttpURLConnection c =
                        (HttpURLConnection) new URL("http://127.0.0.1:" + port + "/a" + i).openConnection();
                if (!new String(c.getInputStream().readAllBytes()).equals("path /a" + i))
                    throw new IllegalStateException();
            }
        });
        s.stop();
        System.out.println("ok");
    }
}
