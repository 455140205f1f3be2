package io.leadloop.console;

import static io.leadloop.testing.ConsoleClient.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each list of the console is also a file, which its page links to. */
@GatewayTest
class ListFilesTest {
  @Inject ConsoleClient console;
  @Inject ConsoleScene scenes;

  @Test
  void eachListIsAFile() {
    try (ConsoleScene.Scene scene = scenes.build()) {
      String provider = "/console/providers/" + scene.provider();
      scenes.rename("/admin/v1/providers/" + scene.provider(), "=cmd|'/c calc'!a1, \"x\"");
      Map<String, String> files =
          Map.of(
              "/console/customers",
              scene.customer() + ",Cuisines Durand,rest,open,,",
              "/console/providers",
              scene.provider() + ",\"'=cmd|'/c calc'!a1, \"\"x\"\"\",false," + scene.customer(),
              "/console/push",
              scene.endpoint() + "," + scene.provider() + ",hooks.example.com,disabled,0,,",
              provider + "/endpoints/" + scene.endpoint(),
              "id,event,lead,sequence,type,state,attempt,status,millis,answer,at\r\n",
              "/console/feedback",
              "id,source,kind,lead,reason,received_at,set_aside_at\r\n",
              "/console/access",
              ",admin,",
              "/console/audit",
              ",customer.change,customers/" + scene.customer() + ",",
              "/console/leads",
              scene.lead() + ",");
      String session = console.session();
      files.forEach((list, row) -> assertFile(session, list, row));
    }
  }

  private static void assertFile(String session, String list, String row) {
    String html = page(session).get(list).then().statusCode(200).extract().asString();
    var link = Pattern.compile("href=\"([^\"]*/_?csv)[^\"]*\"").matcher(html);
    assertThat(link.find()).as("a link on " + list).isTrue();
    String path = "/console" + link.group(1).replaceFirst("^.*?console", "");
    Response file = page(session).get(path);
    assertThat(file.statusCode()).as(path).isEqualTo(200);
    assertThat(file.contentType()).as(path).startsWith("text/csv");
    assertThat(file.header("Content-Disposition"))
        .as(path)
        .matches("attachment; filename=\"[a-z-]+\\.csv\"");
    assertThat(file.asString()).as(path).contains(row);
  }
}
