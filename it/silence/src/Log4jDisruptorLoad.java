import org.apache.logging.log4j.*;

public final class Log4jDisruptorLoad {
    public static void main(String[] x) throws Exception {
        System.setProperty("log4j2.contextSelector", "org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
        System.setProperty("log4j2.level", "INFO");
        java.io.PrintStream o = System.out;
        System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
        Logger l = LogManager.getLogger("a.b");
        Load.inParallel(4, k -> {
            for (int i = 0; i < 800; i++) {
                l.info("msg {} {}", i, k);
                l.error(() -> "sup" + k);
            }
        });
        LogManager.shutdown();
        o.println("ok");
    }
}
