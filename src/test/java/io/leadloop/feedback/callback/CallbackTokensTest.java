package io.leadloop.feedback.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.LeadId;
import io.leadloop.vault.TestVault;
import io.leadloop.vault.Vault;
import java.net.URI;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CallbackTokensTest {
  private final Vault vault = TestVault.create();
  private final CallbackTokens tokens =
      new CallbackTokens(vault, URI.create("https://gw.example/"));

  @Test
  void theAddressCarriesATokenThatNamesItsLead() {
    LeadId lead = LeadId.next();
    String address = tokens.addressFor(lead).toString();

    assertThat(address).matches("https://gw\\.example/callbacks/[A-Za-z0-9_-]{44}");
    assertThat(tokens.verify(address.substring(address.lastIndexOf('/') + 1)))
        .contains(new CallbackToken(lead));
  }

  @Property(tries = 300)
  void anyOtherCharacterAnywhereIsForged(
      @ForAll long id,
      @ForAll @IntRange(max = 43) int place,
      @ForAll @IntRange(max = 63) int value) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    String token = tokens.tokenFor(new LeadId(new UUID(id, ~id)));
    String forged = token.substring(0, place) + alphabet.charAt(value) + token.substring(place + 1);

    assertThat(tokens.verify(forged).isPresent()).isEqualTo(forged.equals(token));
  }

  @Property(tries = 200)
  void noTextBreaksTheCheck(@ForAll String text) {
    assertThat(tokens.verify(text)).isEmpty();
  }

  @Test
  void aTruncatedOrLongerTokenIsForged() {
    String token = tokens.tokenFor(LeadId.next());
    assertThat(tokens.verify(token.substring(1))).isEmpty();
    assertThat(tokens.verify(token.substring(0, 43))).isEmpty();
    assertThat(tokens.verify(token + "A")).isEmpty();
  }

  @Test
  void anotherGatewaysTokenIsForged() {
    CallbackTokens other = new CallbackTokens(TestVault.create(), URI.create("https://gw.example"));
    assertThat(tokens.verify(other.tokenFor(LeadId.next()))).isEmpty();
  }
}
