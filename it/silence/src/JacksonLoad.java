import com.fasterxml.jackson.annotation.*;
import com.fasterxml.jackson.databind.*;
import java.util.*;

public final class JacksonLoad {
    public static class A {
        public int x;
        public String s;
        public List<B> bs = new ArrayList<>();
        public Map<String, Double> m = new LinkedHashMap<>();
        private E e = E.Q;

        public E getE() {
            return e;
        }

        public void setE(E e) {
            this.e = e;
        }

        public Optional2 o = new Optional2("k");
    }

    public static class B {
        public long l;
        public Date d = new Date(0);

        @JsonIgnore
        public int no;

        public int[] arr = {1, 2, 3};
    }

    public record R(int a, String b) {}

    public enum E {
        Q,
        W
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    public interface Poly {}

    public static class P1 implements Poly {
        public int z = 3;
    }

    public static class P2 implements Poly {
        public String w = "q";
    }

    public static class Optional2 {
        final String v;

        @JsonCreator
        Optional2(@JsonProperty("v") String v) {
            this.v = v;
        }

        public String getV() {
            return v;
        }
    }

    public static void main(String[] x) throws Exception {
        ObjectMapper m = new ObjectMapper();
        Load.inParallel(4, k -> {
            for (int i = 0; i < 300; i++) {
                A a = new A();
                a.x = i;
                a.s = "s" + k + i;
                a.bs.add(new B());
                a.m.put("k" + i, 1.5);
                String j = m.writeValueAsString(a);
                A b = m.readValue(j, A.class);
                if (b.x != i) throw new IllegalStateException();
                JsonNode n = m.readTree(j);
                m.treeToValue(n, A.class);
                m.convertValue(a, Map.class);
                if (k != 0 || i < 5 || i > 200) {
                    R r = m.readValue("{\"a\":1,\"b\":\"z\"}", R.class);
                }
                List<R> rs = m.readerFor(new com.fasterxml.jackson.core.type.TypeReference<List<R>>() {})
                        .readValue("[{\"a\":1,\"b\":\"z\"}]");
                String p = m.writerFor(Poly.class).writeValueAsString(i % 2 == 0 ? new P1() : new P2());
                m.readValue(p, Poly.class);
            }
        });
        System.out.println("ok");
    }
}
