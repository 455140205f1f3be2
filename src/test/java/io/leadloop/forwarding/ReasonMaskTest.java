package io.leadloop.forwarding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonMaskTest {
  private static final byte[] LEAD =
      """
      {"lastname": "Du", "email": "jean.dupont@example.com", "contact": {"phone": "0601020304"},
       "age": 421, "tags": ["VIP"]}
      """
          .getBytes(UTF_8);

  @Test
  void theLeadsOwnValuesAreTakenOutOfOpleadsWords() {
    assertThat(ReasonMask.mask("422 Jean.Dupont@example.com: 0601020304 is taken (vip)", LEAD))
        .isEqualTo("422 ***: *** is taken (***)");
  }

  @Test
  void wordsThatAreNotTheLeadsStay() {
    assertThat(ReasonMask.mask("422 the phone is missing", LEAD))
        .isEqualTo("422 the phone is missing");
  }

  @Test
  void aValueThatIsAlsoAPatternIsTakenLiterally() {
    byte[] lead = "{\"a\":\"(.*)$1\"}".getBytes(UTF_8);
    assertThat(ReasonMask.mask("bad (.*)$1 here", lead)).isEqualTo("bad *** here");
  }
}
