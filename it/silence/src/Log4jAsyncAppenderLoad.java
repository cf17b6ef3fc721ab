import org.apache.logging.log4j.*;
import org.apache.logging.log4j.core.config.*;
import org.apache.logging.log4j.core.config.builder.api.*;

public final class Log4jAsyncAppenderLoad {
    public static void main(String[] x) throws Exception {
        var b = ConfigurationBuilderFactory.newConfigurationBuilder();
        var f = b.newAppender("F", "File")
                .addAttribute(
                        "fileName",
                        java.nio.file.Files.createTempFile("l", ".log").toString())
                .add(b.newLayout("PatternLayout").addAttribute("pattern", "%d [%t] %p %c{1} %X{k} - %m%n%ex"));
        b.add(f);
        b.add(b.newAppender("A", "Async")
                .addAttribute("bufferSize", 64)
                .addComponent(b.newComponent("AppenderRef").addAttribute("ref", "F")));
        b.add(b.newRootLogger(Level.INFO).add(b.newAppenderRef("A")));
        Configurator.initialize(b.build());
        Logger l = LogManager.getLogger("a.b");
        Load.inParallel(4, k -> {
            for (int i = 0; i < 500; i++) {
                ThreadContext.put("k", "" + k);
                l.info("msg {} {}", i, k);
                if (i % 50 == 0) l.warn("ex", new Exception("e"));
                LogManager.getLogger("n" + i % 20).debug("no");
            }
        });
        LogManager.shutdown();
        System.out.println("ok");
    }
}
