package io.leadloop.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the switch of the theme changes. */
class ThemeTest {
  @Test
  void theFirstUseShowsTheOppositeOfWhatTheBrowserPrefers() {
    assertThat(Theme.SYSTEM.nextInLight()).isEqualTo(Theme.DARK);
    assertThat(Theme.SYSTEM.nextInDark()).isEqualTo(Theme.LIGHT);
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void eachUseChangesWhatIsShown(Theme theme) {
    assertThat(shown(theme.nextInLight(), Theme.LIGHT)).isNotEqualTo(shown(theme, Theme.LIGHT));
    assertThat(shown(theme.nextInDark(), Theme.DARK)).isNotEqualTo(shown(theme, Theme.DARK));
  }

  private static Theme shown(Theme theme, Theme preferred) {
    return theme == Theme.SYSTEM ? preferred : theme;
  }
}
