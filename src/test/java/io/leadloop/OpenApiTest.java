package io.leadloop;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Changes of the OpenAPI document must be reviewed. */
@GatewayTest
class OpenApiTest {
  private static final Path REVIEWED = Path.of("src/docs/openapi.yaml");
  private static final Path SERVED = Path.of("target/openapi.yaml");

  @Test
  void servedDocumentIsTheReviewedOne() throws IOException {
    String served = new String(given().get("/openapi").asByteArray(), UTF_8);
    Files.writeString(SERVED, served);
    assertThat(served)
        .as("look at the difference, then copy %s to %s", SERVED, REVIEWED)
        .isEqualTo(Files.readString(REVIEWED));
  }
}
