import jakarta.persistence.*;
import org.hibernate.*;
import org.hibernate.cfg.*;

public final class HibernateLoad {
    @Entity(name = "Pp")
    public static class Pp {
        @Id
        @GeneratedValue
        Long id;

        String name;
        int n;

        @jakarta.persistence.Version
        int ver;

        @ElementCollection
        java.util.List<String> tags = new java.util.ArrayList<>();
    }

    public static void main(String[] x) throws Exception {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
        Configuration c = new Configuration();
        c.setProperty("hibernate.connection.url", "jdbc:h2:mem:hib;DB_CLOSE_DELAY=-1")
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .setProperty("hibernate.connection.pool_size", "8");
        c.addAnnotatedClass(Pp.class);
        SessionFactory f = c.buildSessionFactory();
        Load.inParallel(3, k -> {
            for (int i = 0; i < 20; i++) {
                try (Session s = f.openSession()) {
                    Transaction t = s.beginTransaction();
                    Pp p = new Pp();
                    p.name = "n" + i;
                    p.tags.add("q");
                    s.persist(p);
                    t.commit();
                }
                try (Session s = f.openSession()) {
                    s.createQuery("from Pp where name=:n", Pp.class)
                            .setParameter("n", "n" + i)
                            .list()
                            .forEach(q -> q.tags.size());
                }
            }
        });
        f.close();
        System.out.println("ok");
    }
}
