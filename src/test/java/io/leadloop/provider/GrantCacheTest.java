package io.leadloop.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Sql;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Grants are kept until one changes, and a change is noticed. */
@GatewayTest
class GrantCacheTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Onboarding onboarding;
  @Inject ProviderDirectory directory;

  private Onboarding.Pair pair;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
  }

  @Test
  void aWithdrawnGrantAndANewOneAreNoticed() throws SQLException {
    assertThat(granted()).isPresent();
    try (Connection owner = Sql.connectAsOwner()) {
      execute(owner, "delete from customer_grant where provider_id = '%s'");
      await().atMost(PATIENCE).until(() -> granted().isEmpty());
      execute(
          owner,
          "insert into customer_grant (provider_id, customer_id)"
              + " select '%s', id from customer where slug = '"
              + pair.customer().slug()
              + "'");
      await().atMost(PATIENCE).until(() -> granted().isPresent());
    }
  }

  @Test
  void aCustomerThatChangesToAFormIsNoticed() throws SQLException {
    assertThat(granted().orElseThrow().isByForm()).isFalse();
    try (Connection owner = Sql.connectAsOwner()) {
      execute(
          owner,
          "update customer set form_name = 'form' where id = (select customer_id"
              + " from customer_grant where provider_id = '%s')");
      await().atMost(PATIENCE).until(() -> granted().orElseThrow().isByForm());
    }
  }

  /** Changes of one transaction count once, and are not seen before it ends. */
  @Test
  void theVersionChangesWithTheGrants() throws SQLException {
    try (Connection owner = Sql.connectAsOwner();
        Connection reader = Sql.connectAsOwner()) {
      owner.setAutoCommit(false);
      execute(owner, "delete from customer_grant where provider_id = '%s'");
      long first = version(owner);
      execute(owner, "update customer set form_name = form_name where false");
      execute(owner, "delete from customer_grant where provider_id = '%s'");
      assertThat(version(owner)).isEqualTo(first);
      assertThat(version(reader)).as("of another transaction").isLessThan(first);
      owner.rollback();
    }
  }

  private Optional<GrantedCustomer> granted() {
    try {
      return VertxContextSupport.subscribeAndAwait(
          () -> directory.granted(pair.provider().id(), pair.customer().slug()));
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql.formatted(pair.provider().id()));
    }
  }

  private static long version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("select version from grant_version")) {
      version.next();
      return version.getLong(1);
    }
  }
}
