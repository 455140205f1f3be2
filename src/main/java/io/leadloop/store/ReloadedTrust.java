package io.leadloop.store;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyStoreOptionsBase;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TCPSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jboss.logging.Logger;

/**
 * Trusted authorities in files that may be replaced: a new connection trusts what the files hold
 * then. Files that cannot be read leave the previous authorities in force. Vert.x would read them
 * once.
 */
final class ReloadedTrust implements TrustOptions {
  private static final Logger LOG = Logger.getLogger(ReloadedTrust.class);

  private final TrustOptions content;
  private final List<Path> files;

  /** Makes new connections with these options trust what their files hold by then. */
  static void follow(TCPSSLOptions options) {
    TrustOptions trust = options.getTrustOptions();
    List<String> paths =
        trust instanceof PemTrustOptions pem
            ? pem.getCertPaths()
            : trust instanceof KeyStoreOptionsBase store && store.getPath() != null
                ? List.of(store.getPath())
                : List.of();
    if (!paths.isEmpty()) {
      options.setTrustOptions(new ReloadedTrust(trust, paths.stream().map(Path::of).toList()));
    }
  }

  /**
   * @param content reads the files, each copy once
   */
  private ReloadedTrust(TrustOptions content, List<Path> files) {
    this.content = content.copy();
    this.files = List.copyOf(files);
  }

  @Override
  public TrustOptions copy() {
    return this;
  }

  @Override
  public TrustManagerFactory getTrustManagerFactory(Vertx vertx) throws Exception {
    TrustManager[] managers = {new Current(vertx)};
    TrustManagerFactory any =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    return new TrustManagerFactory(new Fixed(managers), any.getProvider(), any.getAlgorithm()) {
      // Its constructor is protected.
    };
  }

  @Override
  public Function<String, TrustManager[]> trustManagerMapper(Vertx vertx) {
    return serverName -> null;
  }

  private static final class Fixed extends TrustManagerFactorySpi {
    private final TrustManager[] managers;

    Fixed(TrustManager... managers) {
      this.managers = managers;
    }

    @Override
    protected void engineInit(KeyStore unused) {}

    @Override
    protected void engineInit(ManagerFactoryParameters unused) {}

    @Override
    protected TrustManager[] engineGetTrustManagers() {
      return managers.clone();
    }
  }

  /** Delegates to what the files hold, with the engine's check of the host name. */
  private final class Current extends X509ExtendedTrustManager {
    private final Vertx vertx;
    private List<FileTime> read;
    private X509ExtendedTrustManager manager;

    Current(Vertx vertx) throws Exception {
      this.vertx = vertx;
      this.read = times();
      this.manager = load();
    }

    private synchronized X509ExtendedTrustManager current() {
      try {
        List<FileTime> now = times();
        if (!now.equals(read)) {
          manager = load();
          read = now;
          LOG.infof("trusted authorities read again files=%s", files);
        }
      } catch (Exception e) {
        LOG.warnf("trusted authorities not read files=%s cause=%s", files, e);
      }
      return manager;
    }

    private List<FileTime> times() throws IOException {
      List<FileTime> times = new ArrayList<>();
      for (Path file : files) {
        times.add(Files.getLastModifiedTime(file));
      }
      return times;
    }

    private X509ExtendedTrustManager load() throws Exception {
      return Arrays.stream(content.copy().getTrustManagerFactory(vertx).getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow(() -> new CertificateException("no authority"));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      current().checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      current().checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      current().checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      current().checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      current().checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      current().checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return current().getAcceptedIssuers();
    }
  }
}
