package io.leadloop.benchmark.push;

import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Events that were stored before, written straight into a database. */
final class StoredEvents {
  private static final int OF_A_LEAD = 3;

  /** Each lead's first event comes before any lead's second one, as in a burst. */
  private static final String INSERT =
      """
      insert into lead_event (id, lead_id, sequence, provider_id, source, type, time, data)
      select uuidv7(), l.id, s, ?, '/customers/customer-0', 'io.leadloop.lead.status-changed.v1',
        now(), format('{"lead_id":"%s","reference":"LP-2026-%s","customer":"customer-0",'
          || '"sequence":%s,"state":"forwarded","oplead_id":"%s","status":{"code":"won","label":'
          || '"Gagné","at":"2026-01-01T10:00:00Z"},"previous_status":{"code":"new","label":'
          || '"Nouveau"},"received_at":"2026-01-01T10:00:00.123Z","marks":[],"amount":12500.5}',
          l.id, n, s, n)
      from generate_series(1, ?) s, (select n, uuidv7() as id from generate_series(1, ?) n offset 0) l
      order by s, n
      """;

  private StoredEvents() {}

  /** Stores events of the target's own provider, three of each lead. */
  static void fill(Target target, int events) throws SQLException {
    try (Connection connection = target.database().connect()) {
      insert(connection, target.seed().provider(), OF_A_LEAD, events / OF_A_LEAD);
      vacuum(connection);
    }
    Progress.say("Stored %,d events", events);
  }

  /** Adds providers, each with a few events of a month ago. */
  static List<UUID> ofProviders(Target target, int providers, int eventsOfEach)
      throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (Connection connection = target.database().connect();
        PreparedStatement insert =
            connection.prepareStatement("insert into provider (id, slug, name) values (?, ?, ?)")) {
      for (int i = 0; i < providers; i++) {
        UUID id = UUID.randomUUID();
        insert.setObject(1, id);
        insert.setString(2, "silent-" + id);
        insert.setString(3, "idle");
        insert.executeUpdate();
        insert(connection, id, 1, eventsOfEach);
        ids.add(id);
      }
      vacuum(connection);
    }
    return ids;
  }

  private static void insert(Connection connection, UUID provider, int ofEach, int leads)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, provider);
      insert.setInt(2, ofEach);
      insert.setInt(3, leads);
      insert.executeUpdate();
    }
  }

  private static void vacuum(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
    }
  }
}
