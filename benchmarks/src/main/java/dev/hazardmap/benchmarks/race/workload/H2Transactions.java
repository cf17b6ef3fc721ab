package dev.hazardmap.benchmarks.race.workload;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * H2 in memory: two threads with a connection each move money between accounts of their own half of a table, in small
 * transactions (a select, two updates by key, a commit).
 */
final class H2Transactions implements Workload {
    private static final int ACCOUNTS = 1_000;
    private static final int TRANSACTIONS = 500;
    private static final long START_BALANCE = 1_000;
    private final Team team;
    private final Connection[] connections = new Connection[2];

    H2Transactions(Team team) {
        this.team = team;
        try {
            // One connection keeps the database; no statement of the bench depends on the other thread's.
            for (int i = 0; i < connections.length; i++) {
                connections[i] = DriverManager.getConnection("jdbc:h2:mem:bench;DB_CLOSE_ON_EXIT=FALSE");
                connections[i].setAutoCommit(i == 0);
            }
            fill(connections[0]);
            connections[0].setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException("H2 did not start: " + e.getMessage(), e);
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (Statement create = connection.createStatement()) {
            create.execute("create table account(id int primary key, owner varchar(40), balance bigint)");
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into account values (?, ?, ?)")) {
            for (int i = 0; i < ACCOUNTS; i++) {
                insert.setInt(1, i);
                insert.setString(2, "owner-" + i);
                insert.setLong(3, START_BALANCE);
                insert.executeUpdate();
            }
        }
    }

    /** The sum of all balances, which no transfer changes. */
    @Override
    public long run() throws Exception {
        team.run(() -> work(0), () -> work(1));
        try (Statement sum = connections[0].createStatement();
                ResultSet result = sum.executeQuery("select sum(balance) from account")) {
            result.next();
            long total = result.getLong(1);
            connections[0].commit();
            return total;
        }
    }

    private void work(int thread) {
        Connection connection = connections[thread];
        int first = thread * ACCOUNTS / 2;
        try (PreparedStatement select = connection.prepareStatement("select balance from account where id = ?");
                PreparedStatement update =
                        connection.prepareStatement("update account set balance = balance + ? where id = ?")) {
            for (int i = 0; i < TRANSACTIONS; i++) {
                int from = first + i * 7 % (ACCOUNTS / 2);
                int to = first + i * 13 % (ACCOUNTS / 2);
                transfer(select, update, from, to);
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a transfer failed: " + e.getMessage(), e);
        }
    }

    private static void transfer(PreparedStatement select, PreparedStatement update, int from, int to)
            throws SQLException {
        select.setInt(1, from);
        long amount;
        try (ResultSet result = select.executeQuery()) {
            result.next();
            amount = result.getLong(1) % 10 + 1;
        }
        add(update, from, -amount);
        add(update, to, amount);
    }

    private static void add(PreparedStatement update, int account, long amount) throws SQLException {
        update.setLong(1, amount);
        update.setInt(2, account);
        update.executeUpdate();
    }

    @Override
    public int operations() {
        return 2 * TRANSACTIONS;
    }

    @Override
    public int chunks() {
        return 2;
    }
}
