package io.leadloop.oplead.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MovedSettingsTest {
  @Test
  void aSettingThatMovedIsReportedWithItsNewPlace() {
    assertThat(MovedSettings.among("leadloop.oplead.statuses.won"::equals))
        .containsExactly(
            "leadloop.oplead.statuses.won is now callbacks.labels.won in the API profile; write it"
                + " into the file that leadloop.oplead.profile names.");
    assertThat(MovedSettings.among("leadloop.oplead.pool.rest"::equals))
        .containsExactly("leadloop.oplead.pool.rest is no setting any more; remove it.");
    assertThat(MovedSettings.among("leadloop.oplead.base-url"::equals)).isEmpty();
  }

  @Test
  void everySettingThatMovedIsAMemberOfTheProfile() throws IOException {
    Properties moved = new Properties();
    moved.load(MovedSettings.class.getResourceAsStream("/oplead/moved-settings.properties"));
    Set<Object> members = new HashSet<>(moved.values());
    members.remove("");
    assertThat(leaves("", profile())).containsAll(members);
  }

  private static Set<Object> leaves(String path, JsonNode node) {
    Set<Object> leaves = new HashSet<>();
    for (var member : node.properties()) {
      String name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
      leaves.addAll(member.getValue().isObject() ? leaves(name, member.getValue()) : Set.of(name));
    }
    return leaves;
  }

  private static JsonNode profile() throws IOException {
    return new YAMLMapper().readTree(MovedSettings.class.getResource("/oplead/profile.yaml"));
  }
}
