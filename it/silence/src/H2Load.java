import java.sql.*;

public final class H2Load {
    public static void main(String[] x) throws Exception {
        String url = "jdbc:h2:mem:t;DB_CLOSE_DELAY=-1";
        try (Connection c = DriverManager.getConnection(url);
                Statement s = c.createStatement()) {
            s.execute("create table acc(id int primary key, v int, n varchar)");
            for (int i = 0; i < 50; i++) s.execute("insert into acc values(" + i + ",100,'n" + i + "')");
            s.execute("create index ix on acc(n)");
        }
        Load.inParallel(4, k -> {
            try (Connection c = DriverManager.getConnection(url)) {
                c.setAutoCommit(false);
                for (int r = 0; r < 40; r++) {
                    try (PreparedStatement p = c.prepareStatement("update acc set v=v+? where id=?")) {
                        p.setInt(1, 1);
                        p.setInt(2, (r * 7 + k) % 50);
                        p.executeUpdate();
                    }
                    try (PreparedStatement p =
                            c.prepareStatement("select sum(v), count(*) from acc a where n like ?")) {
                        p.setString(1, "n%");
                        try (ResultSet rs = p.executeQuery()) {
                            rs.next();
                        }
                    }
                    if (r % 5 == 0) {
                        try (Statement s = c.createStatement()) {
                            s.execute("insert into acc values(" + (1000 + k * 1000 + r) + ",1,'z')");
                            s.execute("delete from acc where id=" + (1000 + k * 1000 + r));
                            try (ResultSet rs = s.executeQuery(
                                    "select a.id, b.v from acc a join acc b on a.id=b.id order by a.n desc limit 5")) {
                                while (rs.next()) rs.getInt(1);
                            }
                        }
                    }
                    try {
                        c.commit();
                    } catch (SQLException e) {
                        c.rollback();
                    }
                }
            } catch (SQLException e) {
                System.out.println("sql " + e.getMessage().split("\n")[0]);
            }
        });
        try (Connection c = DriverManager.getConnection(url);
                Statement s = c.createStatement();
                ResultSet rs = s.executeQuery("select sum(v) from acc")) {
            rs.next();
            System.out.println("sum " + rs.getInt(1));
        }
        // file/MVStore
        java.nio.file.Path d = java.nio.file.Files.createTempDirectory("h2");
        org.h2.mvstore.MVStore st = org.h2.mvstore.MVStore.open(d.resolve("m").toString());
        org.h2.mvstore.MVMap<Integer, String> m = st.openMap("a");
        Load.inParallel(4, k -> {
            for (int i = 0; i < 2000; i++) {
                m.put(i * 4 + k, "v" + i);
                m.get(i);
                if (i % 500 == 0) st.commit();
            }
        });
        System.out.println("mv " + m.size());
        st.close();
    }
}
