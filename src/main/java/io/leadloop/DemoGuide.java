package io.leadloop;

import static java.util.stream.Collectors.joining;

import io.leadloop.kafka.KafkaAccess;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Starts the demo if enabled and prints commands to try. */
@ApplicationScoped
class DemoGuide {
  /** The simulator may have a new address, which must be set before forwarding starts. */
  private static final int BEFORE_FORWARDING = 1;

  private final LeadloopConfig config;
  private final Demo demo;
  private volatile Demo.Seed seed;

  DemoGuide(LeadloopConfig config, Demo demo) {
    this.config = config;
    this.demo = demo;
  }

  void start(@Observes @Priority(BEFORE_FORWARDING) StartupEvent starting) throws Throwable {
    if (config.demo()) {
      seed = VertxContextSupport.subscribeAndAwait(demo::start);
    }
  }

  @SuppressWarnings("SystemOut") // a page for the person who typed the command, not a log line
  void print(@ObservesAsync HttpServerStart listening) {
    if (seed != null) {
      System.out.println(guide(seed));
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (seed != null) {
      demo.stop();
    }
  }

  private String guide(Demo.Seed seed) {
    return """

    Leadloop demo
      gateway           %1$s
      simulated Oplead  %2$s (every lead goes through five statuses)
      its token         %12$s
      a free token      %21$s (to try your own)
      its faults        %13$s (see src/docs/rehearsal.md)
      customer          %3$s
      provider          %4$s
      its key           %5$s
      its topic         %6$s on %7$s
      its Kafka user    %8$s
      its password      %9$s
      its receiver      %17$s (its endpoint %18$s)
      administrator     %11$s

    Open the console, once within 15 minutes; later, sign in with the administrator's key:
      %1$s/console/sign-in#%19$s

    Open the provider's portal, once within 15 minutes; later, sign in with its key:
      %1$s/portal/sign-in#%20$s

    Submit a lead:
      curl -i %1$s/v1/leads -H 'Authorization: Bearer %5$s' -H 'Content-Type: application/json' \
    -d '{"customer":"%3$s","lead":{"lastname":"Dupont","email":"jean@example.com","postcode":"75011"}}'

    Submit one as to Oplead's older form import, for the customer %14$s:
      curl -i %1$s/addlead/ -d form=%15$s -d token=%16$s -d ctc_lastname=Martin \
    -d ctc_email=lea@example.com -d ctc_postcode=69001 -d ctc_country=FR

    See every lead, as the administrator:
      curl %1$s/admin/v1/leads -H 'Authorization: Bearer %11$s'

    Read the topic, from the project's folder:
      %10$s

    See the same events arrive by push, signed: open the receiver's address in a browser, or
      curl %17$s/received
    """
        .formatted(
            config.publicUrl(),
            seed.oplead(),
            Demo.CUSTOMER,
            Demo.PROVIDER,
            seed.key().reveal(),
            seed.kafka().topic(),
            seed.kafka().bootstrapServers(),
            seed.kafka().username(),
            seed.kafka().password().orElse("created by Kafka's operator"),
            readingCommand(seed.kafka()),
            seed.administratorKey().reveal(),
            seed.opleadToken().secret(),
            seed.faults(),
            DemoForm.CUSTOMER,
            DemoForm.FORM,
            seed.formToken(),
            seed.receiver().url(),
            seed.receiver().endpoint(),
            seed.links().console(),
            seed.links().portal(),
            seed.freeToken().secret());
  }

  /** The program is configured by its environment. */
  private static String readingCommand(KafkaAccess kafka) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("KAFKA_SECURITY_PROTOCOL", kafka.securityProtocol());
    environment.put("KAFKA_USERNAME", kafka.username());
    environment.put("KAFKA_PASSWORD", kafka.password().orElse("PASSWORD"));
    environment.put("LEADLOOP_TOPIC", kafka.topic());
    environment.put("LEADLOOP_GROUP", kafka.groupPrefix() + "reader");
    String variables = environment.entrySet().stream().map(Object::toString).collect(joining(" "));
    return "%s java -cp %s:%s src/docs/consumers/ReadTopic.java"
        .formatted(variables, jarOf(KafkaConsumer.class), jarOf(org.slf4j.Logger.class));
  }

  /** A class's jar, relative to the working directory. */
  private static String jarOf(Class<?> type) {
    try {
      Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path here = Path.of("").toAbsolutePath();
      return (jar.startsWith(here) ? here.relativize(jar) : jar).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a jar's location is a URI", e);
    }
  }
}
