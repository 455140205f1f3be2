package io.leadloop.attacks;

import io.leadloop.faults.Installation;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.vault.Vault;
import java.net.URI;
import java.util.UUID;

/** The addresses at which Oplead reports on leads, made with the gateways' own keyset. */
final class CallbackAddresses {
  private final CallbackTokens tokens;

  private CallbackAddresses(CallbackTokens tokens) {
    this.tokens = tokens;
  }

  static CallbackAddresses of(Installation installation) {
    Vault vault = new Vault(installation.keyset().toString());
    return new CallbackAddresses(new CallbackTokens(vault, URI.create("http://localhost")));
  }

  /** The path that belongs to the lead of this id. */
  String pathOf(String lead) {
    return tokens.addressFor(new LeadId(UUID.fromString(lead))).getPath();
  }
}
