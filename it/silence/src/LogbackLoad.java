import ch.qos.logback.classic.*;
import ch.qos.logback.classic.encoder.*;
import ch.qos.logback.core.*;

public final class LogbackLoad {
    public static void main(String[] x) throws Exception {
        LoggerContext c = new LoggerContext();
        PatternLayoutEncoder e = new PatternLayoutEncoder();
        e.setContext(c);
        e.setPattern("%d %t %-5level %logger{20} %X - %msg%n");
        e.start();
        FileAppender<ch.qos.logback.classic.spi.ILoggingEvent> f = new FileAppender<>();
        f.setContext(c);
        f.setEncoder(e);
        f.setFile(java.nio.file.Files.createTempFile("l", ".log").toString());
        f.start();
        AsyncAppender a = new AsyncAppender();
        a.setContext(c);
        a.setQueueSize(32);
        a.addAppender(f);
        a.start();
        Logger r = c.getLogger("ROOT");
        r.setLevel(Level.INFO);
        r.addAppender(a);
        Load.inParallel(4, k -> {
            Logger l = c.getLogger("x.y" + k % 2);
            for (int i = 0; i < 500; i++) {
                l.info("hello {} {}", i, k);
                if (i % 50 == 0) l.error("e", new Exception("q"));
                c.getLogger("a.b.c" + i).debug("z");
            }
        });
        c.stop();
        System.out.println("ok");
    }
}
