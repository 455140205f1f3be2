package io.leadloop.embedded;

import static org.awaitility.Awaitility.await;

import io.leadloop.testing.tls.TestCertificate;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The embedded PostgreSQL, made to accept TLS as well. */
public final class TlsPostgreSql {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** PostgreSQL's {@code SSLRequest}. */
  private static final byte[] TLS_REQUEST = {0, 0, 0, 8, 4, (byte) 210, 22, 47};

  private final EmbeddedPostgreSql server;

  /** Turns TLS on with this certificate. */
  public TlsPostgreSql(EmbeddedPostgreSql server, TestCertificate certificate) throws SQLException {
    this.server = server;
    write(certificate);
    try (Connection superuser = superuser();
        Statement statement = superuser.createStatement()) {
      Path data = data(statement);
      statement.execute("alter system set ssl_cert_file = '" + data.resolve("tls.crt") + "'");
      statement.execute("alter system set ssl_key_file = '" + data.resolve("tls.key") + "'");
      statement.execute("alter system set ssl = on");
      reload(statement, certificate);
    }
  }

  /** Replaces the certificate for new connections and ends the others. */
  public void renew(TestCertificate certificate) throws SQLException {
    write(certificate);
    try (Connection superuser = superuser();
        Statement statement = superuser.createStatement()) {
      reload(statement, certificate);
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where usename like 'leadloop%' and pid <> pg_backend_pid()");
    }
  }

  private void reload(Statement statement, TestCertificate certificate) throws SQLException {
    statement.execute("select pg_reload_conf()");
    await().atMost(PATIENCE).until(() -> certificate.certificate().equals(served()));
  }

  private void write(TestCertificate certificate) throws SQLException {
    try (Connection superuser = superuser();
        Statement statement = superuser.createStatement()) {
      certificate.write(data(statement));
    }
  }

  /** The certificate, as PEM, that a new connection meets: reading a changed one takes a moment. */
  private String served() throws Exception {
    int port = Integer.parseInt(server.url().replaceAll("\\D*(\\d+)/.*", "$1"));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    try (Socket socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(TLS_REQUEST);
      if (socket.getInputStream().read() != 'S') {
        return "none";
      }
      try (SSLSocket secured =
          (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", port, true)) {
        secured.startHandshake();
        return TestCertificate.pem(
            "CERTIFICATE", secured.getSession().getPeerCertificates()[0].getEncoded());
      }
    }
  }

  /** Whether the connections of the gateway have TLS: {@code tls}, {@code clear}, or both. */
  public String connections() throws SQLException {
    try (Connection superuser = superuser();
        Statement statement = superuser.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select string_agg(distinct case when s.ssl then 'tls' else 'clear' end, ',')"
                    + " from pg_stat_ssl s join pg_stat_activity a using (pid)"
                    + " where a.usename like 'leadloop%'")) {
      result.next();
      return result.getString(1);
    }
  }

  private static Path data(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery("show data_directory")) {
      result.next();
      return Path.of(result.getString(1));
    }
  }

  /** Without TLS. */
  private Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + server.url() + "?sslmode=disable", "postgres", server.password());
  }
}
