import akka.actor.*;
import java.util.concurrent.*;

public final class AkkaLoad {
    static class A extends AbstractActor {
        int n;

        public Receive createReceive() {
            return receiveBuilder()
                    .match(Integer.class, i -> {
                        n += i;
                        if (i % 10 == 0) getSender().tell(n, getSelf());
                        if (i == 50) getContext().actorOf(Props.create(A.class)).tell(1, getSelf());
                    })
                    .match(String.class, s -> getSender().tell(n, getSelf()))
                    .build();
        }
    }

    public static void main(String[] x) throws Exception {
        ActorSystem s = ActorSystem.create("s");
        ActorRef a = s.actorOf(Props.create(A.class));
        Load.inParallel(3, k -> {
            for (int i = 0; i < 200; i++) a.tell(i % 60, ActorRef.noSender());
            akka.pattern.Patterns.ask(a, "q", java.time.Duration.ofSeconds(20))
                    .toCompletableFuture()
                    .get();
        });
        s.terminate();
        scala.concurrent.Await.ready(s.whenTerminated(), scala.concurrent.duration.Duration.create(20, "s"));
        System.out.println("ok");
    }
}
