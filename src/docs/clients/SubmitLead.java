import io.leadloop.client.ApiClient;
import io.leadloop.client.ApiException;
import io.leadloop.client.Event;
import io.leadloop.client.Lead;
import io.leadloop.client.ProviderApi;
import io.leadloop.client.Submission;
import java.util.List;
import java.util.Map;

/**
 * Submits a lead and waits for its first event, with a client that OpenAPI Generator made from the
 * document. See README.md.
 */
final class SubmitLead {
  private SubmitLead() {}

  public static void main(String[] arguments) throws InterruptedException {
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("LEADLOOP_URL"));
    client.setRequestInterceptor(
        request -> request.header("Authorization", "Bearer " + System.getenv("LEADLOOP_KEY")));
    try {
      submit(new ProviderApi(client), arguments[0], arguments[1]);
    } catch (ApiException problem) {
      System.err.println(problem.getResponseBody()); // a problem document, RFC 9457
      System.exit(1);
    }
  }

  /** A repeat with the same reference returns the same lead. */
  private static void submit(ProviderApi gateway, String customer, String reference)
      throws ApiException, InterruptedException {
    Submission submission =
        new Submission()
            .customer(customer)
            .reference(reference)
            .lead(Map.of("lastname", "Dupont", "email", "jean@example.com"));
    Lead accepted = gateway.submitLead(submission, null);
    System.out.println(accepted.getId() + " " + accepted.getState());

    List<Event> events = List.of();
    while (events.isEmpty()) {
      Thread.sleep(1000);
      events = gateway.listLeadEvents(accepted.getId(), null, null).getItems();
    }
    System.out.println(events.get(0).getType() + " " + events.get(0).getData().get("state"));
  }
}
