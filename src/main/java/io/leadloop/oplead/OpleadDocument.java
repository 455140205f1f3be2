package io.leadloop.oplead;

import io.smallrye.mutiny.Uni;
import java.util.function.IntFunction;

/**
 * A document to send, read piece by piece.
 *
 * @param fileName without quotes and control characters, which could end a header
 * @param mediaType the content's media type (RFC 6838)
 * @param bytes its length
 * @param pieces the number of pieces
 * @param piece reads a piece by its number, from 0
 */
public record OpleadDocument(
    String fileName, String mediaType, long bytes, int pieces, IntFunction<Uni<byte[]>> piece) {
  /** Omits the name, which may be personal. */
  @Override
  public String toString() {
    return "OpleadDocument[" + mediaType + ", " + bytes + " bytes]";
  }
}
