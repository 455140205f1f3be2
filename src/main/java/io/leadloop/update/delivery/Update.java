package io.leadloop.update.delivery;

import java.util.function.Function;

/**
 * A document or a status that this replica holds a lease on, with all that is needed to send it.
 */
sealed interface Update {
  ClaimedUpdate claim();

  /** One function per kind, so that none is forgotten. */
  <R> R map(Function<DocumentUpdate, R> ofDocument, Function<StatusUpdate, R> ofStatus);

  /**
   * A document, without its chunks.
   *
   * @param kind its wire name
   * @param sealedName as in its row
   * @param bytes its length
   */
  record DocumentUpdate(
      ClaimedUpdate claim, String kind, String mediaType, byte[] sealedName, long bytes, int chunks)
      implements Update {
    @Override
    public <R> R map(Function<DocumentUpdate, R> ofDocument, Function<StatusUpdate, R> ofStatus) {
      return ofDocument.apply(this);
    }

    /** Names nothing that is sealed. */
    @Override
    public String toString() {
      return "DocumentUpdate[" + claim + "]";
    }
  }

  /**
   * A status that the lead is to have.
   *
   * @param code its wire name
   */
  record StatusUpdate(ClaimedUpdate claim, String code) implements Update {
    @Override
    public <R> R map(Function<DocumentUpdate, R> ofDocument, Function<StatusUpdate, R> ofStatus) {
      return ofStatus.apply(this);
    }
  }
}
