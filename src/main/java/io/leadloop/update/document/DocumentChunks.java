package io.leadloop.update.document;

import io.leadloop.store.Batch;
import io.leadloop.store.ColumnReEncryption;
import io.leadloop.update.UpdateId;
import io.leadloop.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps documents until Oplead has them: in pieces, so that none is ever whole in memory, and each
 * sealed for its document with its number inside, so that none can change places.
 */
@ApplicationScoped
public class DocumentChunks {
  /** The length of each piece but the last, in bytes. */
  static final int LENGTH = 256 * 1024;

  private static final String ADD =
      "insert into document_piece (id, document_id, number, sealed) values ($1, $2, $3, $4)";
  private static final String READ =
      "select sealed from document_piece where document_id = $1 and number = $2";
  private static final String DELETE = "delete from document_piece where document_id = any($1)";
  private static final String DISCARD =
      """
      delete from document_piece
      where document_id = $1 and not exists (select from lead_update where id = $1)
      """;

  /**
   * An upload that broke off, {@code $1} milliseconds ago, leaves pieces that are no document's.
   */
  private static final String BROKEN_OFF =
      """
      select p.document_id from document_piece p
      where p.number = 0 and p.created_at < now() - $1 * interval '1 ms'
        and not exists (select from lead_update u where u.id = p.document_id)
      """;

  /** A condition: whether {@link #sweep} finds something after {@code $1} milliseconds. */
  public static final String HAS_BROKEN_OFF = "exists (%s)".formatted(BROKEN_OFF);

  private static final String SWEEP =
      "delete from document_piece where document_id = any(array(%s limit 100))"
          .formatted(BROKEN_OFF);

  private static final ColumnReEncryption SEALED =
      new ColumnReEncryption("document_piece", "document_id", "sealed");
  private static final ColumnReEncryption NAMES =
      new ColumnReEncryption("lead_update", "id", "file_name");

  private final Pool pool;
  private final Vault vault;

  DocumentChunks(Pool pool, Vault vault) {
    this.pool = pool;
    this.vault = vault;
  }

  /**
   * Completes when the piece is on disk.
   *
   * @param number from 0
   */
  Uni<Void> add(UpdateId document, int number, byte[] bytes) {
    byte[] numbered =
        ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(number).put(bytes).array();
    Buffer sealed = Buffer.buffer(vault.seal(numbered, owner(document)));
    return pool.preparedQuery(ADD)
        .execute(Tuple.of(UUID.randomUUID(), document.value(), number, sealed))
        .replaceWithVoid();
  }

  /** The clear bytes of one piece; fails with {@link GoneException} where it was erased. */
  public Uni<byte[]> read(UpdateId document, int number) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(document.value(), number))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new GoneException();
              }
              return open(document, number, rows.iterator().next().getBuffer("sealed").getBytes());
            });
  }

  private byte[] open(UpdateId document, int number, byte[] sealed) {
    byte[] numbered = vault.open(sealed, owner(document));
    if (ByteBuffer.wrap(numbered).getInt() != number) {
      throw new IllegalStateException("a piece of document " + document + " has changed places");
    }
    return Arrays.copyOfRange(numbered, Integer.BYTES, numbered.length);
  }

  /** Destroys all pieces of these documents, in the caller's transaction. */
  public static Uni<Void> delete(SqlClient tx, Collection<UpdateId> documents) {
    return documents.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(DELETE)
            .execute(Batch.of(documents).uuids(UpdateId::value).tuple())
            .replaceWithVoid();
  }

  /**
   * Destroys what was stored of an upload that is refused, after its last piece; never fails: what
   * stays is found by {@link #sweep}.
   */
  public Uni<Void> discard(UpdateId upload) {
    return pool.preparedQuery(DISCARD)
        .execute(Tuple.of(upload.value()))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  /** Deletes what uploads left that began that long ago and never ended; how many pieces. */
  public Uni<Integer> sweep(long olderThanMillis) {
    return pool.preparedQuery(SWEEP)
        .execute(Tuple.of(olderThanMillis))
        .map(deleted -> deleted.rowCount());
  }

  public byte[] sealName(UpdateId document, String name) {
    return vault.seal(name.getBytes(StandardCharsets.UTF_8), owner(document));
  }

  /** The file's name, from its row. */
  public String openName(UpdateId document, byte[] sealed) {
    return new String(vault.open(sealed, owner(document)), StandardCharsets.UTF_8);
  }

  /** Seals the next pieces with the keyset's primary key; see {@link ColumnReEncryption}. */
  public Uni<ColumnReEncryption.Step> resealPieces(Optional<UUID> after, int limit) {
    return SEALED.step(
        pool, after, limit, (id, value) -> vault.reEncrypt(value, owner(new UpdateId(id))));
  }

  /** The same for the files' names. */
  public Uni<ColumnReEncryption.Step> resealNames(Optional<UUID> after, int limit) {
    return NAMES.step(
        pool, after, limit, (id, value) -> vault.reEncrypt(value, owner(new UpdateId(id))));
  }

  private static String owner(UpdateId document) {
    return "document:" + document;
  }

  /** The document was erased, or delivered by another replica. */
  public static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GoneException() {
      super("the document is not there any more", null, false, false);
    }
  }
}
