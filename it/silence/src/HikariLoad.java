import com.zaxxer.hikari.*;
import java.sql.*;

public final class HikariLoad {
    public static void main(String[] x) throws Exception {
        HikariConfig c = new HikariConfig();
        c.setJdbcUrl("jdbc:h2:mem:hik;DB_CLOSE_DELAY=-1");
        c.setMaximumPoolSize(3);
        c.setMinimumIdle(1);
        c.setIdleTimeout(10000);
        try (HikariDataSource d = new HikariDataSource(c)) {
            try (Connection k = d.getConnection();
                    Statement s = k.createStatement()) {
                s.execute("create table t(i int)");
            }
            Load.inParallel(5, k -> {
                for (int i = 0; i < 60; i++)
                    try (Connection q = d.getConnection();
                            PreparedStatement s = q.prepareStatement("insert into t values(?)")) {
                        s.setInt(1, i);
                        s.executeUpdate();
                    }
            });
            System.out.println(d.getHikariPoolMXBean().getTotalConnections());
        }
    }
}
