import org.springframework.context.*;
import org.springframework.context.annotation.*;
import org.springframework.stereotype.*;

public final class SpringLoad {
    public interface G {
        String g();
    }

    @Configuration(proxyBeanMethods = true)
    public static class C {
        @Bean
        public G a() {
            return () -> "a" + b();
        }

        @Bean
        public String b() {
            return "b";
        }

        @Bean
        @Lazy
        public StringBuilder lazy() {
            return new StringBuilder("q");
        }

        @Bean
        @Scope("prototype")
        public java.util.ArrayList<String> proto() {
            return new java.util.ArrayList<>();
        }
    }

    public static class Ev extends ApplicationEvent {
        Ev(Object o) {
            super(o);
        }
    }

    public static void main(String[] x) throws Exception {
        AnnotationConfigApplicationContext c = new AnnotationConfigApplicationContext(C.class);
        c.addApplicationListener((Ev e) -> {});
        Load.inParallel(4, k -> {
            for (int i = 0; i < 200; i++) {
                c.getBean(G.class).g();
                c.getBean("proto");
                c.getBean("lazy");
                c.publishEvent(new Ev(c));
                c.getBeansOfType(String.class);
                new org.springframework.expression.spel.standard.SpelExpressionParser()
                        .parseExpression("'a'+1")
                        .getValue();
                org.springframework.core.annotation.AnnotatedElementUtils.hasAnnotation(C.class, Configuration.class);
                org.springframework.core.ResolvableType.forClass(java.util.HashMap.class)
                        .getGeneric(0)
                        .resolve();
            }
        });
        c.close();
        System.out.println("ok");
    }
}
