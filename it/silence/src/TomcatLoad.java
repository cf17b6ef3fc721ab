import java.net.*;
import org.apache.catalina.*;
import org.apache.catalina.startup.*;

public final class TomcatLoad {
    public static void main(String[] x) throws Exception {
        Tomcat t = new Tomcat();
        t.setBaseDir(java.nio.file.Files.createTempDirectory("tom").toString());
        t.setPort(0);
        t.getConnector().setProperty("address", "127.0.0.1");
        Context c = t.addContext("", null);
        Tomcat.addServlet(c, "s", new jakarta.servlet.http.HttpServlet() {
            protected void doGet(jakarta.servlet.http.HttpServletRequest q, jakarta.servlet.http.HttpServletResponse r)
                    throws java.io.IOException {
                q.getSession(true).setAttribute("a", "b");
                r.getWriter().write("hi " + q.getParameter("p"));
            }
        });
        c.addServletMappingDecoded("/*", "s");
        t.start();
        int port = t.getConnector().getLocalPort();
        Load.inParallel(3, k -> {
            for (int i = 0; i < 60; i++) {
                HttpURLConnection h =
                        (HttpURLConnection) new URL("http://127.0.0.1:" + port + "/?p=" + i).openConnection();
                if (!new String(h.getInputStream().readAllBytes()).equals("hi " + i)) throw new IllegalStateException();
            }
        });
        t.stop();
        t.destroy();
        System.out.println("ok");
    }
}
