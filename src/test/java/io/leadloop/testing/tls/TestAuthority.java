package io.leadloop.testing.tls;

import io.netty.util.NetUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.security.auth.x500.X500Principal;

/** A certificate authority of a test, which only those trust who have its certificate. */
public final class TestAuthority {
  private static final Duration LIFE = Duration.ofDays(1);
  private static final int SERIAL_BITS = 127;
  private static final int EXPLICIT = 0xa0;
  private static final int VERSION = EXPLICIT;
  private static final int EXTENSIONS = EXPLICIT + 3;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final byte[] VERSION_3 = Der.value(VERSION, Der.integer(BigInteger.TWO));
  private static final byte[] ECDSA_WITH_SHA_256 = Der.sequence(Der.identifier("2a8648ce3d040302"));
  private static final byte[] BASIC_CONSTRAINTS = Der.identifier("551d13");
  private static final byte[] ALTERNATIVE_NAMES = Der.identifier("551d11");

  private final X500Principal name;
  private final KeyPair keys;
  private final String pem;

  /** Makes its keys and its own certificate. */
  public TestAuthority(String name) {
    this.name = new X500Principal("CN=" + name);
    this.keys = keyPair();
    byte[] itself = Der.sequence(BASIC_CONSTRAINTS, Der.octets(Der.sequence(Der.isTrue())));
    this.pem = certificate(this.name, keys, Instant.now(), itself);
  }

  /** Its own certificate. */
  public String pem() {
    return pem;
  }

  /** For a client of Vert.x that trusts this authority alone. */
  public PemTrustOptions trusted() {
    return new PemTrustOptions().addCertValue(Buffer.buffer(pem));
  }

  /**
   * A certificate for these hosts, valid for a day.
   *
   * @param hosts names or addresses
   */
  public TestCertificate issue(String... hosts) {
    return issue(Instant.now(), hosts);
  }

  /** A certificate that is not valid any more. */
  public TestCertificate issueExpired(String... hosts) {
    return issue(Instant.now().minus(LIFE.multipliedBy(2)), hosts);
  }

  /** A certificate that no authority signed. */
  public static TestCertificate selfSigned(String host) {
    TestAuthority own = new TestAuthority(host);
    String certificate = own.certificate(own.name, own.keys, Instant.now(), names(host));
    return new TestCertificate(
        certificate, TestCertificate.pem("PRIVATE KEY", own.keys.getPrivate().getEncoded()));
  }

  private TestCertificate issue(Instant from, String... hosts) {
    KeyPair server = keyPair();
    String certificate =
        certificate(new X500Principal("CN=" + hosts[0]), server, from, names(hosts));
    return new TestCertificate(
        certificate, TestCertificate.pem("PRIVATE KEY", server.getPrivate().getEncoded()));
  }

  private static byte[] names(String... hosts) {
    byte[][] names =
        Arrays.stream(hosts)
            .map(
                host ->
                    NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)
                        ? Der.value(IP_ADDRESS, NetUtil.createByteArrayFromIpAddressString(host))
                        : Der.text(DNS_NAME, host))
            .toArray(byte[][]::new);
    return Der.sequence(ALTERNATIVE_NAMES, Der.octets(Der.sequence(names)));
  }

  /** A certificate for the keys, valid from a minute before the time, signed by this authority. */
  private String certificate(X500Principal subject, KeyPair of, Instant from, byte[] extension) {
    byte[] content =
        Der.sequence(
            VERSION_3,
            Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom())),
            ECDSA_WITH_SHA_256,
            name.getEncoded(),
            Der.sequence(Der.time(from.minus(Duration.ofMinutes(1))), Der.time(from.plus(LIFE))),
            subject.getEncoded(),
            of.getPublic().getEncoded(),
            Der.value(EXTENSIONS, Der.sequence(extension)));
    return TestCertificate.pem(
        "CERTIFICATE", Der.sequence(content, ECDSA_WITH_SHA_256, Der.bits(signature(content))));
  }

  private byte[] signature(byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
