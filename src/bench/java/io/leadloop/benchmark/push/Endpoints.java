package io.leadloop.benchmark.push;

import io.leadloop.benchmark.stage.Target;
import io.leadloop.push.wire.SigningScheme;
import io.leadloop.push.wire.SigningSecret;
import io.leadloop.vault.Vault;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Endpoints that are active, written straight into a database. */
final class Endpoints {
  /** The default of an endpoint. */
  static final int IN_FLIGHT = 4;

  private static final String INSERT =
      """
      with endpoint as (
        insert into push_endpoint (id, provider_id, url, scheme, secret, max_in_flight, state,
          verified_at)
        values (?, ?, ?, 'v1', ?, ?, 'active', now()) returning *
      )
      insert into push_cursor (endpoint_id, transaction, position, in_flight)
      select e.id, case when ? then '0'::xid8 else f.transaction end,
        case when ? then 0 else f.place end, e.max_in_flight
      from endpoint e, feed_end() f
      """;

  private final Target target;
  private final Vault vault;

  Endpoints(Target target, Vault vault) {
    this.target = target;
    this.vault = vault;
  }

  /** Adds so many of a provider's that are sent all that is stored. */
  void addFromTheBeginning(UUID provider, URI url, int count, int inFlight) throws SQLException {
    add(provider, url, count, inFlight, true);
  }

  /** Adds so many of a provider's that are sent the events stored from now on. */
  void addFromNow(UUID provider, URI url, int count, int inFlight) throws SQLException {
    add(provider, url, count, inFlight, false);
  }

  private void add(UUID provider, URI url, int count, int inFlight, boolean beginning)
      throws SQLException {
    try (Connection connection = target.database().connect();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (int i = 0; i < count; i++) {
        UUID id = UUID.randomUUID();
        byte[] secret = SigningSecret.generate(SigningScheme.V1).bytes();
        insert.setObject(1, id);
        insert.setObject(2, provider);
        insert.setString(3, url.toString());
        insert.setBytes(4, vault.seal(secret, "push-endpoint:" + id));
        insert.setInt(5, inFlight);
        insert.setBoolean(6, beginning);
        insert.setBoolean(7, beginning);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  void removeAll() throws SQLException {
    try (Connection connection = target.database().connect();
        PreparedStatement delete = connection.prepareStatement("delete from push_endpoint")) {
      delete.executeUpdate();
    }
  }
}
