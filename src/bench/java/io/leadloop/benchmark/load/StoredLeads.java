package io.leadloop.benchmark.load;

import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Seed;
import io.leadloop.benchmark.stage.Target;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Puts leads that were forwarded long ago straight into a database. They look like those of intake:
 * ids in the order of time, a reference that counts up, a sealed document's size.
 */
public final class StoredLeads {
  private static final long CHUNK = 250_000;

  /** About what one takes, with its entries in the indexes; measured, and rounded up. */
  public static final long BYTES_PER_LEAD = 1_000;

  private static final String INSERT =
      """
      with lead as (
        insert into lead (id, provider_id, customer_id, reference, fingerprint, document, expires_at,
          created_at)
        select
          (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
            || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 3) || substr(hash, 7, 12))::uuid,
          ?, (?::uuid[])[1 + n % ?], 'LP-2025-' || lpad(n::text, 9, '0'),
          decode(hash || hash || '00', 'hex'), decode(repeat(hash, 16), 'hex'), at, at
        from generate_series(?, ?) n,
          lateral (select md5(n::text) as hash) h,
          lateral (select now() - interval '20 days' + n * interval '20 days' / ? as at) t
        returning *
      )
      insert into lead_progress (lead_id, provider_id, customer_id, state, claims, attempts, retry,
        oplead_id, told_forwarded, sequence, forwarded_at, updated_at)
      select id, provider_id, customer_id, 'forwarded', 1, 1, true, reference, true, 1, created_at,
        created_at
      from lead
      """;

  private StoredLeads() {}

  /** Fills an empty lead table, and leaves its statistics and its visibility map up to date. */
  public static void fill(Target target, long rows) throws SQLException {
    try (Connection connection = target.database().connect();
        Statement statement = connection.createStatement()) {
      // Rows that are known to be right need no look at the other tables.
      statement.execute("set session_replication_role = replica");
      for (long first = 1; first <= rows; first += CHUNK) {
        insert(connection, target.seed(), first, Math.min(first + CHUNK - 1, rows), rows);
      }
      Progress.say("Vacuuming %,d leads", rows);
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
    }
  }

  private static void insert(Connection connection, Seed seed, long first, long last, long rows)
      throws SQLException {
    Array customers = connection.createArrayOf("uuid", seed.customers().toArray());
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setObject(1, seed.provider());
      statement.setArray(2, customers);
      statement.setInt(3, Seed.CUSTOMERS);
      statement.setLong(4, first);
      statement.setLong(5, last);
      statement.setLong(6, rows);
      statement.executeUpdate();
    }
    Progress.say("Stored %,d of %,d leads", last, rows);
  }
}
