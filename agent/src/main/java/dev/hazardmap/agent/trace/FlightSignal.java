package dev.hazardmap.agent.trace;

import dev.hazardmap.trace.recorder.Requests;
import java.lang.reflect.Proxy;

/**
 * {@code kill -URG PID} has the flight record written: a signal that nothing else uses and that does no harm to a program
 * without the agent. HotSpot keeps both USR signals for itself.
 */
final class FlightSignal {
    private static final String NAME = "URG";

    private FlightSignal() {}

    static void install(boolean wanted) {
        if (!wanted) {
            return;
        }
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    FlightSignal.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        Requests.ask("signal " + NAME);
                        return null;
                    });
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(null, signalType.getConstructor(String.class).newInstance(NAME), handler);
        } catch (ReflectiveOperationException noSignals) {
            Tracing.say("no signal writes the flight record on this platform: " + noSignals);
        }
    }
}
