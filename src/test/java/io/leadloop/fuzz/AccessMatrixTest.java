package io.leadloop.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.fuzz.AccessMatrixTest.Door;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Every call of the API by everybody who should get in, and by everybody who should not. */
@GatewayTest
class AccessMatrixTest {
  /** Whose call it is. A call that is not in here fails the test. */
  private static final Map<String, Door> DOORS =
      Map.ofEntries(
          Map.entry("/v1/", Door.PROVIDER),
          Map.entry("/admin/v1/", Door.ADMINISTRATOR),
          Map.entry("/callbacks/", Door.ADDRESS),
          Map.entry("/addlead", Door.FORM),
          Map.entry("/schemas/", Door.OPEN),
          Map.entry("/openapi", Door.OPEN),
          Map.entry("/asyncapi.yaml", Door.OPEN));

  private static final int CALLS = 118;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Credentials credentials;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private final ApiDescription api = ApiDescription.written();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void everyCallRequiresItsRole() throws IOException, InterruptedException {
    List<Call> calls = api.calls();
    assertThat(calls)
        .as("look at the new call's door, and count it")
        .hasSize(CALLS)
        .allMatch(call -> DOORS.keySet().stream().anyMatch(call.path()::startsWith));

    Map<String, String> wrong = new TreeMap<>();
    for (Call call : calls) {
      Door door = door(call);
      for (Credential credential : Credential.values()) {
        HttpResponse<String> answer = make(call, credential);
        if (!door.mayAnswer(credential, call, answer.statusCode())
            || !isExplained(answer)
            || !isAsDocumented(call, answer)) {
          wrong.put(call + " with " + credential, answer.statusCode() + " " + answer.body());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private HttpResponse<String> make(Call call, Credential credential)
      throws IOException, InterruptedException {
    String path = call.path();
    for (String parameter : call.parameters("path")) {
      path = path.replace("{" + parameter + "}", credentials.somebodyElses(parameter));
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE);
    credentials
        .of(credential.name())
        .ifPresent(h -> request.header("Authorization", "Bearer " + h));
    HttpRequest.BodyPublisher body = BodyPublishers.noBody();
    if (!call.bodies().isEmpty()) {
      request.header("Content-Type", call.bodies().keySet().iterator().next());
      body = BodyPublishers.ofString("{}");
    }
    return client.send(request.method(call.method(), body).build(), BodyHandlers.ofString());
  }

  /** Every rejection is a problem document that names the authentication scheme. */
  private static boolean isExplained(HttpResponse<String> answer) {
    if (answer.statusCode() != 401 && answer.statusCode() != 403) {
      return true;
    }
    HttpHeaders headers = answer.headers();
    return headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json")
        && headers.firstValue("X-Request-Id").isPresent()
        && (answer.statusCode() == 403
            || headers.firstValue("WWW-Authenticate").equals(Optional.of("Bearer")));
  }

  /** A JSON answer has the members of its schema, each of its type, null only where it may be. */
  private boolean isAsDocumented(Call call, HttpResponse<String> answer)
      throws JsonProcessingException {
    JsonNode schema =
        call.responses()
            .getOrDefault(Integer.toString(answer.statusCode()), MissingNode.getInstance())
            .at("/content/application~1json/schema");
    String type = answer.headers().firstValue("Content-Type").orElse("");
    return schema.isMissingNode()
        || !type.startsWith("application/json")
        || call.method().equals("HEAD")
        || api.errors(schema, new ObjectMapper().readTree(answer.body())).isEmpty();
  }

  private static Door door(Call call) {
    return DOORS.entrySet().stream()
        .filter(door -> call.path().startsWith(door.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toList())
        .get(0);
  }

  /** What somebody comes with. */
  enum Credential {
    NOTHING,
    NO_KEY_AT_ALL,
    UNKNOWN_PROVIDER_KEY,
    WRONG_SECRET,
    REVOKED_PROVIDER_KEY,
    EXPIRED_PROVIDER_KEY,
    DISABLED_PROVIDER_KEY,
    PROVIDER_KEY,
    UNKNOWN_ADMINISTRATOR_KEY,
    REVOKED_ADMINISTRATOR_KEY,
    EXPIRED_ADMINISTRATOR_KEY,
    ADMINISTRATOR_KEY,
    VIEWER_KEY,
    TOKEN_ADMINISTRATOR,
    TOKEN_VIEWER,
    TOKEN_WITHOUT_ROLE,
    TOKEN_PROVIDER_ROLE,
    TOKEN_WRONG_ISSUER,
    TOKEN_WRONG_AUDIENCE,
    TOKEN_WITHOUT_AUDIENCE,
    TOKEN_WITHOUT_SUBJECT,
    TOKEN_EXPIRED,
    TOKEN_WITHOUT_EXPIRY,
    TOKEN_NOT_YET_VALID,
    TOKEN_UNSIGNED,
    TOKEN_WRONG_KEY,
    TOKEN_UNKNOWN_KEY,
    TOKEN_PUBLIC_KEY_AS_SECRET,
    TOKEN_CHANGED;

    private static final Set<Credential> ADMINISTRATORS =
        EnumSet.of(ADMINISTRATOR_KEY, TOKEN_ADMINISTRATOR);
    private static final Set<Credential> VIEWERS = EnumSet.of(VIEWER_KEY, TOKEN_VIEWER);
    private static final Set<Credential> OTHERS =
        EnumSet.of(PROVIDER_KEY, TOKEN_WITHOUT_ROLE, TOKEN_PROVIDER_ROLE);

    boolean isAdministrator() {
      return ADMINISTRATORS.contains(this);
    }

    boolean isViewer() {
      return VIEWERS.contains(this);
    }

    boolean isSomebody() {
      return isAdministrator() || isViewer() || OTHERS.contains(this);
    }
  }

  /** Who gets in. */
  enum Door {
    PROVIDER {
      @Override
      boolean admits(Credential credential, Call call) {
        return credential == Credential.PROVIDER_KEY;
      }
    },
    /** Viewers are administrators for the safe calls, and for no other. */
    ADMINISTRATOR {
      @Override
      boolean admits(Credential credential, Call call) {
        return credential.isAdministrator() || credential.isViewer() && call.method().equals("GET");
      }
    },
    /** No credentials are needed; the address is the secret, and this one is forged. */
    ADDRESS {
      @Override
      boolean mayAnswer(Credential credential, Call call, int status) {
        return status == 404;
      }
    },
    /** No credentials are needed; the token is in the body, and this one has none. */
    FORM {
      @Override
      boolean mayAnswer(Credential credential, Call call, int status) {
        return status == 401;
      }
    },
    OPEN {
      @Override
      boolean mayAnswer(Credential credential, Call call, int status) {
        return status == 200 || status == 404;
      }
    };

    boolean admits(Credential credential, Call call) {
      return false;
    }

    boolean mayAnswer(Credential credential, Call call, int status) {
      if (admits(credential, call)) {
        return status != 401 && status != 403 && status < 500;
      }
      return status == (credential.isSomebody() ? 403 : 401);
    }
  }
}
