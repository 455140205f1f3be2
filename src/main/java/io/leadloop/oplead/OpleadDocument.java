package io.leadloop.oplead;

import io.smallrye.mutiny.Uni;
import java.util.function.IntFunction;

/**
 * A document as Oplead gets it, read piece by piece while it is sent.
 *
 * @param fileName without what could end a header: no quote, no control character
 * @param mediaType of its content (RFC 6838)
 * @param bytes its length
 * @param pieces how many pieces it has
 * @param piece the bytes of a piece, by its number from 0
 */
public record OpleadDocument(
    String fileName, String mediaType, long bytes, int pieces, IntFunction<Uni<byte[]>> piece) {
  /** Leaves out the name, which may be personal. */
  @Override
  public String toString() {
    return "OpleadDocument[" + mediaType + ", " + bytes + " bytes]";
  }
}
