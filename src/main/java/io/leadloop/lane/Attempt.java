package io.leadloop.lane;

import io.leadloop.customer.KeptAccount;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.OpleadReply;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** One request to a customer's Oplead whose slot in the lane is taken. */
public interface Attempt {
  /** Whose lane it is in, and how that customer's Oplead is called. */
  KeptAccount account();

  /** The lead that it is about, for the trace. */
  LeadId lead();

  /** The slot of the lane that it takes. */
  SlotId slot();

  CallKind kind();

  /** Whether it carries a document; there is room for few documents at a time. */
  default boolean carriesDocument() {
    return false;
  }

  /** Calls Oplead once, when subscribed to; never fails. */
  Uni<OpleadReply> send();

  /** Records the reply when subscribed to; repeated until it succeeds, and the same each time. */
  Supplier<Uni<Void>> settlement(OpleadReply reply);

  /** What it is about, for the log: names, not contents. */
  String subject();
}
