package io.leadloop.benchmark.stage;

import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.vault.ApiKey;
import io.leadloop.vault.Vault;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One provider with a key, and the customers that it sends to, written straight into a database:
 * the benchmark is no administrator.
 *
 * @param key the provider's whole API key
 */
public record Seed(UUID provider, String slug, List<UUID> customers, String key) {
  public static final int CUSTOMERS = 10;
  private static final int REQUESTS_PER_MINUTE = 100;
  private static final int SECRET_BITS = 256;
  private static final int PARTITIONS = 3;

  /** The slug of a customer, counted from 0. */
  public static String customer(int number) {
    return "customer-" + number;
  }

  /** Customers with Oplead's usual limit. */
  public static Seed into(Database database, Vault vault, SimulatedOplead oplead) {
    return into(database, vault, oplead, CUSTOMERS, REQUESTS_PER_MINUTE);
  }

  public static Seed into(
      Database database, Vault vault, SimulatedOplead oplead, int count, int requestsPerMinute) {
    String publicId = new BigInteger(40, new SecureRandom()).toString(Character.MAX_RADIX);
    String secret = new BigInteger(SECRET_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
    String slug = "provider-" + database.name();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      UUID provider = insertProvider(connection, slug);
      insertKey(connection, provider, publicId, secret);
      List<UUID> customers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String token = UUID.randomUUID().toString();
        oplead.accept(token);
        customers.add(
            insertCustomer(
                connection,
                provider,
                vault,
                new Account(customer(i), oplead.baseUrl(), token, requestsPerMinute)));
      }
      connection.commit();
      ApiKey key = ApiKey.parse("llp_" + publicId + "_" + secret).orElseThrow();
      return new Seed(provider, slug, List.copyOf(customers), key.reveal());
    } catch (SQLException | GeneralSecurityException e) {
      throw new IllegalStateException("the database cannot be seeded", e);
    }
  }

  /** Makes the topic that the provider would have been onboarded with. */
  void createTopic(Map<String, Object> kafka) throws InterruptedException {
    try (Admin admin = Admin.create(kafka)) {
      NewTopic topic =
          new NewTopic("leadloop.status." + slug, Optional.of(PARTITIONS), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topic cannot be made", e);
    }
  }

  private static UUID insertProvider(Connection connection, String slug) throws SQLException {
    UUID id = UUID.randomUUID();
    insert(connection, "insert into provider (id, slug, name) values (?, ?, ?)", id, slug, slug);
    return id;
  }

  private static void insertKey(Connection connection, UUID provider, String id, String secret)
      throws SQLException, GeneralSecurityException {
    byte[] sha256 =
        MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    insert(
        connection,
        "insert into provider_key (id, provider_id, public_id, secret_sha256) values (?, ?, ?, ?)",
        UUID.randomUUID(),
        provider,
        id,
        sha256);
  }

  /** One more customer that the provider may send to. */
  public UUID add(Database database, Vault vault, Account account) {
    try (Connection connection = database.connect()) {
      return insertCustomer(connection, provider, vault, account);
    } catch (SQLException e) {
      throw new IllegalStateException("no customer " + account.slug(), e);
    }
  }

  private static UUID insertCustomer(
      Connection connection, UUID provider, Vault vault, Account account) throws SQLException {
    UUID id = UUID.randomUUID();
    insert(
        connection,
        """
        insert into customer (id, slug, name, oplead_base_url, oplead_token, oplead_token_hint,
          requests_per_minute) values (?, ?, ?, ?, ?, 'none', ?)
        """,
        id,
        account.slug(),
        account.slug(),
        account.baseUrl().toString(),
        vault.seal(account.token().getBytes(StandardCharsets.UTF_8), "customer-token:" + id),
        account.requestsPerMinute());
    insert(
        connection,
        "insert into customer_grant (provider_id, customer_id) values (?, ?)",
        provider,
        id);
    return id;
  }

  private static void insert(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  @Override
  public String toString() {
    return "Seed[" + slug + "]";
  }

  /** A customer and its Oplead. */
  public record Account(String slug, URI baseUrl, String token, int requestsPerMinute) {
    @Override
    public String toString() {
      return "Account[" + slug + "]";
    }
  }
}
