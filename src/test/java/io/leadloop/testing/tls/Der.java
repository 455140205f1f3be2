package io.leadloop.testing.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** ASN.1 values in their distinguished encoding, as certificates are written. */
final class Der {
  private static final int BOOLEAN = 0x01;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTETS = 0x04;
  private static final int IDENTIFIER = 0x06;
  private static final int TIME = 0x17;
  private static final int SEQUENCE = 0x30;
  private static final int LONG_LENGTH = 0x80;
  private static final int BYTE = 0xff;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  /** A value of any type, with its length of at most 65,535 bytes. */
  static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (length > BYTE) {
      all.write(LONG_LENGTH + 2);
      all.write(length >> Byte.SIZE);
    } else if (length >= LONG_LENGTH) {
      all.write(LONG_LENGTH + 1);
    }
    all.write(length);
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return value(SEQUENCE, parts);
  }

  static byte[] integer(BigInteger number) {
    return value(INTEGER, number.toByteArray());
  }

  /** True; the default, false, is left out. */
  static byte[] isTrue() {
    return value(BOOLEAN, new byte[] {(byte) BYTE});
  }

  static byte[] octets(byte[] content) {
    return value(OCTETS, content);
  }

  static byte[] bits(byte[] content) {
    return value(BIT_STRING, new byte[] {0}, content);
  }

  static byte[] text(int tag, String ascii) {
    return value(tag, ascii.getBytes(US_ASCII));
  }

  static byte[] time(Instant at) {
    return text(TIME, SECONDS.format(at));
  }

  /**
   * @param hex the encoded identifier, without tag and length
   */
  static byte[] identifier(String hex) {
    return value(IDENTIFIER, HexFormat.of().parseHex(hex));
  }
}
