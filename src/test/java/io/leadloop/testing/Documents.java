package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Files as providers attach them. */
public final class Documents {
  private static final int MARK_EVERY = 4096;

  private Documents() {}

  /** A file of this length with a PDF header, whose bytes depend on the seed. */
  public static byte[] pdf(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    byte[] start = "%PDF-1.7\n".getBytes(ISO_8859_1);
    System.arraycopy(start, 0, bytes, 0, start.length);
    return bytes;
  }

  /** Contains a mark every few kilobytes, by which each part can be recognized. */
  public static byte[] marked(long seed, int length, String mark) {
    byte[] bytes = pdf(seed, length);
    byte[] known = mark.getBytes(ISO_8859_1);
    for (int at = 16; at + known.length <= length; at += MARK_EVERY) {
      System.arraycopy(known, 0, bytes, at, known.length);
    }
    return bytes;
  }

  /** The first bytes that identify a file type, by its usual extension. */
  public static byte[] beginningOf(String extension) {
    return switch (extension) {
      case "pdf" -> pdf(1, 100);
      case "png" -> png();
      case "jpg" -> start(0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F');
      case "gif" -> start('G', 'I', 'F', '8', '9', 'a');
      case "zip", "docx", "xlsx" -> start('P', 'K', 3, 4, 20, 0);
      case "doc", "xls" -> start(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1);
      default -> throw new IllegalArgumentException(extension);
    };
  }

  private static byte[] start(int... bytes) {
    byte[] start = new byte[100];
    for (int i = 0; i < bytes.length; i++) {
      start[i] = (byte) bytes[i];
    }
    return start;
  }

  /** The beginning of a PNG. */
  public static byte[] png() {
    return Arrays.copyOf(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 100);
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
