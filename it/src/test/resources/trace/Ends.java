import dev.hazardmap.trace.Trace;
import java.util.HashMap;
import java.util.Map;

/** A thousand puts, then an end of the kind that the argument names. */
public class Ends {
    public static void main(String[] args) throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            map.put(i, i);
        }
        switch (args[0]) {
            case "exit" -> System.exit(3);
            case "halt" -> Runtime.getRuntime().halt(4);
            case "throw" -> throw new IllegalStateException("as asked");
            case "wait" -> {
                System.out.println("written");
                Thread.currentThread().join();
            }
            case "tasks" -> tasks();
            case "flight" -> flight();
            default -> {
                // it returns
            }
        }
    }

    private static void tasks() {
        for (int i = 0; i < 3; i++) {
            try (Trace.Task request = Trace.task("request")) {
                try (Trace.Region parse = Trace.region("parse")) {
                    Trace.log("user " + i);
                }
            }
        }
    }

    private static void flight() throws Exception {
        Trace.log("early");
        Thread.sleep(3_500);
        Trace.log("late");
        Trace.snapshot("it was slow");
        Thread.sleep(500);
    }
}
