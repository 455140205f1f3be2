package io.leadloop.update.delivery;

import io.leadloop.customer.OpleadAccounts;
import io.leadloop.lane.UnpreparedException;
import io.leadloop.oplead.OpleadAccount;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.oplead.OpleadDocument;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.update.UpdateId;
import io.leadloop.update.delivery.Update.DocumentUpdate;
import io.leadloop.update.delivery.Update.StatusUpdate;
import io.leadloop.update.document.DocumentChunks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** One attempt at a document or a status: decrypts it chunk by chunk, and calls Oplead. */
@ApplicationScoped
class UpdateDelivery {
  /** Before it is sent: Oplead's callback may come before its answer. */
  private static final String AWAIT = "select await_status($1, $2)";

  private final OpleadClient oplead;
  private final OpleadAccounts accounts;
  private final DocumentChunks chunks;
  private final Pool pool;

  UpdateDelivery(OpleadClient oplead, OpleadAccounts accounts, DocumentChunks chunks, Pool pool) {
    this.oplead = oplead;
    this.accounts = accounts;
    this.chunks = chunks;
    this.pool = pool;
  }

  /** Fails with {@link UnpreparedException} before anything is sent. */
  Uni<OpleadReply> attempt(Update update) {
    return update.map(this::addDocument, this::setStatus);
  }

  private Uni<OpleadReply> addDocument(DocumentUpdate update) {
    OpleadAccount account;
    OpleadDocument document;
    try {
      account = accounts.of(update.claim().account());
      document = content(update);
    } catch (RuntimeException e) {
      throw new UnpreparedException(e);
    }
    return oplead.addDocument(account, update.claim().opleadId(), document);
  }

  private Uni<OpleadReply> setStatus(StatusUpdate update) {
    return pool.preparedQuery(AWAIT)
        .execute(Tuple.of(update.claim().lead().value(), update.code()))
        .map(done -> accounts.of(update.claim().account()))
        .onFailure()
        .transform(UnpreparedException::new)
        .chain(
            account ->
                oplead.setStatus(
                    account, update.claim().opleadId(), StatusCode.ofWireName(update.code())));
  }

  private OpleadDocument content(DocumentUpdate document) {
    UpdateId id = document.claim().id();
    return new OpleadDocument(
        chunks.openName(id, document.sealedName()),
        document.mediaType(),
        document.bytes(),
        document.chunks(),
        number -> chunks.read(id, number));
  }
}
