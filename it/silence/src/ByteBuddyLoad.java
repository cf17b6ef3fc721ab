import net.bytebuddy.*;
import net.bytebuddy.dynamic.loading.*;
import net.bytebuddy.implementation.*;
import net.bytebuddy.matcher.*;

public final class ByteBuddyLoad {
    public static class T {
        public int n;

        public synchronized int inc() {
            return ++n;
        }
    }

    public static void main(String[] x) throws Exception {
        Load.inParallel(3, k -> {
            for (int i = 0; i < 20; i++) {
                Class<? extends T> c = new ByteBuddy()
                        .subclass(T.class)
                        .defineField("f" + i, int.class, net.bytebuddy.description.modifier.Visibility.PUBLIC)
                        .method(ElementMatchers.named("inc"))
                        .intercept(SuperMethodCall.INSTANCE)
                        .make()
                        .load(
                                ByteBuddyLoad.class.getClassLoader(),
                                i % 2 == 0
                                        ? ClassLoadingStrategy.Default.WRAPPER
                                        : ClassLoadingStrategy.Default.CHILD_FIRST)
                        .getLoaded();
                T t = c.getDeclaredConstructor().newInstance();
                t.inc();
                c.getField("f" + i).setInt(t, 3);
                if (c.getDeclaredFields().length != 1)
                    throw new Error("fields " + java.util.Arrays.toString(c.getDeclaredFields()));
                Runnable r = (Runnable) java.lang.reflect.Proxy.newProxyInstance(
                        ByteBuddyLoad.class.getClassLoader(), new Class[] {Runnable.class}, (p, m, a) -> null);
                r.run();
            }
        });
        System.out.println("ok");
    }
}
