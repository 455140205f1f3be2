package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The numbers of cursors in a restored database; all of it is rolled back. */
@GatewayTest
class RestoredNumbersTest {
  /** As in a dump of a server that had more transactions than this one. */
  private static final String RESTORED_ROW =
      """
      insert into audit_entry (transaction, actor, action, subject)
      values ((next_number() + 5000)::text::xid8, 'a test', 'test', 'test')
      """;

  private Connection owner;

  @BeforeEach
  void connect() throws SQLException {
    owner = Sql.connectAsOwner();
    owner.setAutoCommit(false);
  }

  @AfterEach
  void rollBack() throws SQLException {
    owner.rollback();
    owner.close();
  }

  @Test
  void aDatabaseThatWasNotRestoredKeepsItsNumbers() throws SQLException {
    assertThat(number("select continue_numbers()::int")).isZero();
    assertThat(number("select transaction_shift()")).isZero();
  }

  @Test
  void numbersContinueAfterTheRowsOfADump() throws SQLException {
    execute(RESTORED_ROW);
    long last = number("select last_number()");
    assertThat(number("select next_number()")).isLessThan(last);
    assertThat(number("select continue_numbers()::int")).isOne();
    assertThat(number("select transaction_number()::text::bigint")).isGreaterThan(last);
    assertThat(number("select oldest_in_flight()::text::bigint")).isGreaterThan(last);
    assertThat(number("select continue_numbers()::int")).isZero();
    execute("insert into audit_entry (actor, action, subject) values ('a test', 'test', 'test')");
    assertThat(number("select last_number()")).isGreaterThan(last);
  }

  /** A copy of a server's files does not show what was lost. */
  @Test
  void numbersSkipWhatWasLostWhereTheOperatorSaysSo() throws SQLException {
    long next = number("select next_number()");
    assertThat(number("select continue_numbers(true)::int")).isOne();
    assertThat(number("select next_number()")).isGreaterThan(next + 1_000_000_000L);
  }

  private long number(String query) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(command);
    }
  }
}
