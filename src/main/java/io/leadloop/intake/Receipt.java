package io.leadloop.intake;

import io.smallrye.mutiny.Uni;

/** The result of one submission. */
public sealed interface Receipt {
  /** Which result this is: a switch over it without a default names all of them. */
  Kind kind();

  /** The lead, or the failure that refused it. */
  Uni<LeadView> lead();

  /** The kinds of result. */
  enum Kind {
    ACCEPTED,
    REPLAYED,
    REFUSED
  }

  /** The lead is on disk. */
  record Accepted(LeadView view) implements Receipt {
    @Override
    public Kind kind() {
      return Kind.ACCEPTED;
    }

    @Override
    public Uni<LeadView> lead() {
      return Uni.createFrom().item(view);
    }
  }

  /** An equal submission made this lead before. */
  record Replayed(LeadView view) implements Receipt {
    @Override
    public Kind kind() {
      return Kind.REPLAYED;
    }

    @Override
    public Uni<LeadView> lead() {
      return Uni.createFrom().item(view);
    }
  }

  /** No lead was created; the cause is a {@code ProblemException} or a database failure. */
  record Refused(Throwable cause) implements Receipt {
    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }

    @Override
    public Uni<LeadView> lead() {
      return Uni.createFrom().failure(cause);
    }
  }
}
