import java.util.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.serialization.*;

public final class KafkaLoad {
    public static void main(String[] x) throws Exception {
        MockProducer<String, String> p = new MockProducer<>(true, new StringSerializer(), new StringSerializer());
        Load.inParallel(3, k -> {
            for (int i = 0; i < 300; i++)
                p.send(new ProducerRecord<>("t", "" + i, "v"), (m, e) -> {}).get();
        });
        System.out.println(p.history().size());
        Properties q = new Properties();
        q.put("bootstrap.servers", "127.0.0.1:1");
        q.put("max.block.ms", "300");
        q.put("key.serializer", StringSerializer.class.getName());
        q.put("value.serializer", StringSerializer.class.getName());
        KafkaProducer<String, String> kp = new KafkaProducer<>(q);
        Load.inParallel(2, k -> {
            for (int i = 0; i < 3; i++)
                try {
                    kp.send(new ProducerRecord<>("t", "a")).get();
                } catch (Exception e) {
                }
        });
        kp.close(java.time.Duration.ofMillis(500));
    }
}
