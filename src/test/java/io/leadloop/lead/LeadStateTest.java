package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeadStateTest {
  @ParameterizedTest
  @EnumSource(value = LeadState.class, names = "FORWARDED", mode = EnumSource.Mode.EXCLUDE)
  void aCallbackMayProveForwardingFromEveryState(LeadState state) {
    assertThat(state.mayMoveTo(LeadState.FORWARDED)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(LeadState.class)
  void aForwardedLeadStaysForwarded(LeadState state) {
    assertThat(LeadState.FORWARDED.mayMoveTo(state)).isFalse();
  }

  @Test
  void onlyWaitingLeadsAreClaimed() {
    assertThat(LeadState.values())
        .filteredOn(state -> state.mayMoveTo(LeadState.FORWARDING))
        .containsExactly(LeadState.QUEUED, LeadState.UNCERTAIN);
  }

  @ParameterizedTest
  @EnumSource(LeadState.class)
  void aStateIsReadBackFromItsWireName(LeadState state) {
    assertThat(LeadState.ofWireName(state.wireName())).isEqualTo(state);
  }
}
