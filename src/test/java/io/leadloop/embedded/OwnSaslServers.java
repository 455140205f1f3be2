package io.leadloop.embedded;

import java.security.Provider;
import java.security.Security;
import java.util.Map;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import javax.security.sasl.SaslServerFactory;
import org.apache.kafka.common.security.plain.internals.PlainSaslServer.PlainSaslServerFactory;
import org.apache.kafka.common.security.scram.internals.ScramSaslServer.ScramSaslServerFactory;

/**
 * Lets brokers of several class loaders (plain tests and Quarkus tests) authenticate clients in one
 * JVM. Kafka registers its SASL servers with the JVM once, from the first class loader, and they
 * fail for brokers of other class loaders. So each class loader registers its own here, which
 * ignore other brokers; and with them {@link OwnScramClients}.
 */
public final class OwnSaslServers extends Provider {
  private static final long serialVersionUID = 1L;

  private OwnSaslServers() {
    super("leadloop-test-" + System.identityHashCode(OwnSaslServers.class), "1", "SASL");
    putServer(BrokerLogin.PLAIN, new PlainSaslServerFactory());
    putServer(BrokerLogin.SCRAM, new ScramSaslServerFactory());
    putService(new Fixed("SaslClientFactory", BrokerLogin.SCRAM, new OwnScramClients()));
  }

  private void putServer(String mechanism, SaslServerFactory servers) {
    putService(new Fixed("SaslServerFactory", mechanism, new ForOwnBrokers(servers)));
  }

  /** Must be called before a broker starts; idempotent. */
  public static void register() {
    Security.insertProviderAt(new OwnSaslServers(), 1);
  }

  /** The service of one mechanism. */
  private final class Fixed extends Service {
    private final Object factory;

    Fixed(String type, String mechanism, Object factory) {
      super(OwnSaslServers.this, type, mechanism, factory.getClass().getName(), null, null);
      this.factory = factory;
    }

    @Override
    public Object newInstance(Object parameter) {
      return factory;
    }
  }

  /** Returns null for a broker of another class loader, so that the JVM tries the next provider. */
  private record ForOwnBrokers(SaslServerFactory factory) implements SaslServerFactory {
    @Override
    public SaslServer createSaslServer(
        String mechanism,
        String protocol,
        String serverName,
        Map<String, ?> properties,
        CallbackHandler broker)
        throws SaslException {
      return broker.getClass().getClassLoader() == factory.getClass().getClassLoader()
          ? factory.createSaslServer(mechanism, protocol, serverName, properties, broker)
          : null;
    }

    @Override
    public String[] getMechanismNames(Map<String, ?> properties) {
      return factory.getMechanismNames(properties);
    }
  }
}
