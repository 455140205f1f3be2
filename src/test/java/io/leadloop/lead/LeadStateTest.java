package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeadStateTest {
  @ParameterizedTest
  @EnumSource(LeadState.class)
  void aStateIsReadBackFromItsWireName(LeadState state) {
    assertThat(LeadState.ofWireName(state.wireName())).isEqualTo(state);
  }
}
