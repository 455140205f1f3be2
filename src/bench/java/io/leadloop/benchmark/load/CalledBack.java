package io.leadloop.benchmark.load;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.benchmark.stage.Seed;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.vault.Vault;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Forwarded leads that Oplead calls back about, one after the other and again from the first, each
 * time with a body of its own.
 */
public final class CalledBack {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final int LEADS = 20_000;
  private static final List<String> LABELS =
      List.of("Nouveau", "En cours", "Rendez-vous", "Devis à faire", "Gagné");
  private static final String INSERT =
      """
      with lead as (
        insert into lead (id, provider_id, customer_id, reference, fingerprint, document, expires_at)
        values (?, ?, ?, ?, '\\x00', '\\x00', now() + interval '1 day') returning *
      )
      insert into lead_progress (lead_id, provider_id, customer_id, state, claims, attempts, retry,
        oplead_id, told_forwarded, sequence, forwarded_at)
      select id, provider_id, customer_id, 'forwarded', 1, 1, true, 'none', true, 1, now() from lead
      """;

  private final List<String> addresses;
  private final AtomicLong address = new AtomicLong();
  private final AtomicLong body = new AtomicLong();

  private CalledBack(List<String> addresses) {
    this.addresses = addresses;
  }

  /** Puts the leads into a database that has none. */
  public static CalledBack into(Target target, Vault vault) throws SQLException {
    CallbackTokens tokens = new CallbackTokens(vault, URI.create("http://localhost"));
    List<String> addresses = new ArrayList<>();
    try (Connection connection = target.database().connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        for (int i = 0; i < LEADS; i++) {
          UUID id = IDS.generate();
          insert.setObject(1, id);
          insert.setObject(2, target.seed().provider());
          insert.setObject(3, target.seed().customers().get(i % Seed.CUSTOMERS));
          insert.setString(4, id.toString());
          insert.addBatch();
          addresses.add(tokens.addressFor(new LeadId(id)).getPath());
        }
        insert.executeBatch();
      }
      connection.commit();
      connection.setAutoCommit(true);
      connection.createStatement().execute("vacuum analyze");
    }
    return new CalledBack(List.copyOf(addresses));
  }

  String nextAddress() {
    return addresses.get((int) (address.getAndIncrement() % addresses.size()));
  }

  Buffer nextBody() {
    long number = body.getAndIncrement();
    String label = LABELS.get((int) (number / addresses.size() % LABELS.size()));
    return Buffer.buffer(
        "{\"lead\":{\"id\":\"%d\",\"lastname\":\"Dupont\",\"status\":\"%s\"},\"amount\":12500.50}"
            .formatted(number, label));
  }
}
