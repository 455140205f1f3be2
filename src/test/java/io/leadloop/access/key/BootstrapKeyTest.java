package io.leadloop.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.vault.ApiKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configured administrator key. */
class BootstrapKeyTest {
  private static final String SECRET = "0123456789abcdefghijklmnopqrstuvwxyz0123";

  @Test
  void secretOfFortyCharactersIsAccepted() {
    assertThat(BootstrapKey.parse("lla_a_" + SECRET).reveal()).isEqualTo("lla_a_" + SECRET);
    String generated = ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
    assertThat(BootstrapKey.parse(generated).reveal()).isEqualTo(generated);
  }

  /** Regression: {@code lla_a_b} was accepted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lla_a_b",
        "lla_a_0123456789abcdefghijklmnopqrstuvwxyz012",
        "llp_a_0123456789abcdefghijklmnopqrstuvwxyz0123",
        "lla__0123456789abcdefghijklmnopqrstuvwxyz0123",
        "lla_0123456789abcdefghijklmnopqrstuvwxyz0123",
        "lla_a_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123",
        " lla_a_0123456789abcdefghijklmnopqrstuvwxyz0123",
        "secret"
      })
  void otherFormsAreRejectedWithoutShowingTheValue(String key) {
    assertThatThrownBy(() -> BootstrapKey.parse(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "leadloop.admin.bootstrap-key must be lla_<public id>_<secret>, the public id 1 to 13"
                + " and the secret 40 to 50 random lower-case letters and digits.");
  }
}
