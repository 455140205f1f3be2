package io.leadloop.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** An installation's PostgreSQL, and the network between it and the gateways. */
interface Database extends AutoCloseable {
  /** The settings that make a gateway use it through the network. */
  Map<String, String> settings();

  /** Where faults of the network are made. */
  Proxy network();

  /** A connection as the owner of the database, past the network. */
  Connection connect() throws SQLException;

  /** Ends the server that writes as a power cut would. */
  void kill();

  @Override
  void close();
}
