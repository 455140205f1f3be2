package io.leadloop.benchmark.load;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * Leads that wait for their turn, put straight into a database, with documents that can be sent.
 */
public final class QueuedLeads {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final int BATCH = 5_000;
  private static final String INSERT =
      """
      with lead as (
        insert into lead (id, provider_id, customer_id, reference, fingerprint, document, expires_at)
        values (?, ?, ?, ?, '\\x00', ?, now() + interval '1 day') returning *
      )
      insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at)
      select customer_id, provider_id, false, created_at, id, expires_at from lead
      """;
  private static final byte[] DOCUMENT =
      """
      {"lastname":"Dupont","firstname":"Jean","email":"jean.dupont@example.com","country":"FR",\
      "message":"Nous cherchons une cuisine sur mesure pour un appartement de 70 m2."}"""
          .getBytes(StandardCharsets.UTF_8);

  private QueuedLeads() {}

  /** So many for each of the customers, which have none yet; their lanes stay shut. */
  public static void fill(Target target, Vault vault, int each) throws SQLException {
    List<UUID> customers = target.seed().customers();
    target.shutLanes();
    try (Connection connection = target.database().connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        int waiting = 0;
        for (int i = 0; i < each; i++) {
          for (UUID customer : customers) {
            add(insert, target.seed().provider(), customer, vault);
            if (++waiting % BATCH == 0) {
              insert.executeBatch();
              connection.commit();
            }
          }
        }
        insert.executeBatch();
        connection.commit();
      }
      connection.setAutoCommit(true);
      statement.execute("vacuum analyze");
      Progress.say("Queued %,d leads in %,d lanes", each * customers.size(), customers.size());
    }
  }

  private static void add(PreparedStatement insert, UUID provider, UUID customer, Vault vault)
      throws SQLException {
    UUID id = IDS.generate();
    insert.setObject(1, id);
    insert.setObject(2, provider);
    insert.setObject(3, customer);
    insert.setString(4, id.toString());
    insert.setBytes(5, vault.seal(DOCUMENT, "lead:" + id));
    insert.addBatch();
  }
}
