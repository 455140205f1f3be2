package io.leadloop.update.document;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.update.DocumentKind;
import io.leadloop.update.UpdateId;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.Uni;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A form's file: the bytes that are in memory, and the pieces that are stored already. Calls must
 * not overlap.
 */
public final class ReceivedFile {
  /** The first buffer of a piece, which grows with what arrives. */
  private static final int LEAST_BUFFER = 8 * 1024;

  private final String part;
  private final String name;
  private final DocumentChunks store;
  private final DocumentTypes types;
  private final long maxBytes;
  private final UpdateId id = UpdateId.next();
  private final MessageDigest sha256 = sha256();
  private List<byte[]> full = new ArrayList<>();
  private byte[] piece = new byte[LEAST_BUFFER];
  private int filled;
  private DocumentType type;
  private int count;
  private long bytes;

  /**
   * @param part the name of its part
   * @param name as it was given, or null
   */
  ReceivedFile(String part, String name, DocumentChunks store, DocumentTypes types, long maxBytes) {
    this.part = part;
    this.name = FileName.of(name);
    this.store = store;
    this.types = types;
    this.maxBytes = maxBytes;
  }

  /** The name of its part. */
  public String part() {
    return part;
  }

  /** Its length so far. */
  long bytes() {
    return bytes;
  }

  /** The memory that it takes. */
  long heldBytes() {
    return (long) full.size() * DocumentChunks.LENGTH + piece.length;
  }

  /**
   * Takes the next bytes, into memory.
   *
   * @throws ProblemException {@code body-too-large}
   */
  void take(ByteBuf chunk) {
    bytes += chunk.readableBytes();
    if (bytes > maxBytes) {
      throw tooLarge(maxBytes);
    }
    while (chunk.isReadable()) {
      int taken = Math.min(chunk.readableBytes(), DocumentChunks.LENGTH - filled);
      makeRoom(filled + taken);
      chunk.readBytes(piece, filled, taken);
      sha256.update(piece, filled, taken);
      filled += taken;
      if (filled == DocumentChunks.LENGTH) {
        full.add(piece);
        piece = new byte[LEAST_BUFFER];
        filled = 0;
      }
    }
  }

  private void makeRoom(int length) {
    if (length > piece.length) {
      piece =
          Arrays.copyOf(piece, Math.min(DocumentChunks.LENGTH, Math.max(length, 2 * piece.length)));
    }
  }

  /** Whether there are pieces that can be stored. */
  boolean hasPiece() {
    return !full.isEmpty();
  }

  /**
   * Stores the pieces that are full.
   *
   * @throws ProblemException {@code unsupported-media-type} or {@code invalid-document}, if its
   *     beginning is no document's
   */
  Uni<Void> storePieces() {
    requireDocument();
    List<byte[]> stored = full;
    full = new ArrayList<>();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (byte[] next : stored) {
      int number = count++;
      all = all.chain(() -> store.add(id, number, next));
    }
    return all;
  }

  private void requireDocument() {
    if (type == null) {
      type = types.recognise(full.isEmpty() ? Arrays.copyOf(piece, filled) : full.get(0), name);
    }
  }

  /**
   * Stores the rest, once the whole file has arrived. If it fails, as {@code POST
   * /v1/leads/{id}/documents} does, the caller has to {@link #discard} the file.
   */
  public Uni<Upload> store(DocumentKind kind) {
    return Uni.createFrom()
        .deferred(this::storePieces)
        .chain(this::storeRest)
        .map(
            done ->
                new Upload(
                    id,
                    kind,
                    type.named(name),
                    type.mediaType(name),
                    bytes,
                    count,
                    sha256.digest()));
  }

  private Uni<Void> storeRest() {
    return filled == 0
        ? Uni.createFrom().voidItem()
        : store.add(id, count++, Arrays.copyOf(piece, filled));
  }

  /** Destroys what was stored, unless it is a lead's document; never fails. */
  public Uni<Void> discard() {
    return count == 0 ? Uni.createFrom().voidItem() : store.discard(id);
  }

  static ProblemException tooLarge(long maxBytes) {
    return new ProblemException(
        ErrorCode.BODY_TOO_LARGE, "No document may be longer than %d bytes.".formatted(maxBytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Omits the name and the content. */
  @Override
  public String toString() {
    return "ReceivedFile[" + bytes + " bytes]";
  }
}
