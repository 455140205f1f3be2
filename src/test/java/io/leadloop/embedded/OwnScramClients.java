package io.leadloop.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.reflect.Field;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslClientFactory;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.apache.kafka.common.security.scram.internals.ScramSaslClient;
import org.apache.kafka.common.security.scram.internals.ScramSaslClient.ScramSaslClientFactory;

/**
 * Kafka's own SCRAM clients, but the key of a password is derived once: its thousands of hashes
 * would otherwise be most of what a test with many logins takes. Like {@link OwnSaslServers}, it
 * serves the clients of its class loader alone.
 */
final class OwnScramClients implements SaslClientFactory {
  private final SaslClientFactory kafkas = new ScramSaslClientFactory();

  @Override
  public SaslClient createSaslClient(
      String[] mechanisms,
      String authorizationId,
      String protocol,
      String serverName,
      Map<String, ?> properties,
      CallbackHandler client)
      throws SaslException {
    if (client.getClass().getClassLoader() != kafkas.getClass().getClassLoader()) {
      return null;
    }
    SaslClient made =
        kafkas.createSaslClient(
            mechanisms, authorizationId, protocol, serverName, properties, client);
    try {
      Field formatter = ScramSaslClient.class.getDeclaredField("formatter");
      formatter.setAccessible(true);
      formatter.set(made, new Remembering());
      return made;
    } catch (ReflectiveOperationException | NoSuchAlgorithmException e) {
      throw new SaslException("SCRAM clients of this version of Kafka are made otherwise", e);
    }
  }

  @Override
  public String[] getMechanismNames(Map<String, ?> properties) {
    return new String[] {BrokerLogin.SCRAM};
  }

  /** Derives each key once. */
  private static final class Remembering extends ScramFormatter {
    private static final Map<List<String>, byte[]> KEYS = new ConcurrentHashMap<>();

    Remembering() throws NoSuchAlgorithmException {
      super(ScramMechanism.SCRAM_SHA_512);
    }

    @Override
    public byte[] hi(byte[] password, byte[] salt, int iterations) throws InvalidKeyException {
      List<String> from =
          List.of(
              new String(password, ISO_8859_1),
              new String(salt, ISO_8859_1),
              Integer.toString(iterations));
      byte[] known = KEYS.get(from);
      byte[] key = known == null ? super.hi(password, salt, iterations) : known;
      KEYS.put(from, key);
      return key.clone();
    }
  }
}
