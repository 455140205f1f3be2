package io.leadloop.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leadloop.testing.AdminCommandLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A reader's terminal: scripts run in a directory. There {@code leadloop} is the command line in
 * this process, which starts at once; {@code curl} fails where the answer is an error.
 */
final class Shell implements AutoCloseable {
  private static final int OK = 200;

  /** Sends the arguments and takes the exit status from the status of the answer. */
  private static final String LEADLOOP =
      """
      #!/bin/sh
      answer=$(mktemp)
      status=$(printf '%%s\\0' "$@" | curl -s -o "$answer" -w '%%{http_code}' --data-binary @- %s)
      cat "$answer"; rm "$answer"
      exit $((status - 200))
      """;

  private static final String CURL =
      """
      #!/bin/sh
      exec %s --fail-with-body "$@"
      """;

  /** As one terminal has them from block to block. */
  private static final String KEEPING_VARIABLES =
      """
      . ./.variables
      set -a
      %s
      set +a
      export -p > .variables
      """;

  private final Path directory;
  private final Map<String, String> variables;
  private final AdminCommandLine leadloop;
  private final HttpServer server;

  Shell(Path directory, Map<String, String> variables, AdminCommandLine leadloop)
      throws IOException {
    this.directory = directory;
    this.variables = new HashMap<>(variables);
    this.leadloop = leadloop;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Files.createFile(directory.resolve(".variables"));
    Path programs = Files.createDirectories(directory.resolve("bin"));
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    program(programs.resolve("leadloop"), LEADLOOP.formatted(address));
    program(programs.resolve("curl"), CURL.formatted(installed("curl")));
    this.variables.put("PATH", programs + ":" + System.getenv("PATH"));
  }

  void set(String variable, Object value) {
    variables.put(variable, value.toString());
  }

  Ended run(String script) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-ec", KEEPING_VARIABLES.formatted(script))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String given = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Object[] arguments = Stream.of(given.split("\0")).map(this::resolved).toArray();
    AdminCommandLine.Ended ended = leadloop.end(arguments);
    byte[] output = (ended.out() + ended.err()).getBytes(UTF_8);
    exchange.sendResponseHeaders(OK + ended.status(), output.length == 0 ? -1 : output.length);
    exchange.getResponseBody().write(output);
    exchange.close();
  }

  /** A file's name is relative to the directory of the script. */
  private String resolved(String argument) {
    Path file = directory.resolve(argument);
    return Files.isRegularFile(file) ? file.toString() : argument;
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, script);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private static String installed(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow()
        .toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** A script that has ended, with both of its outputs. */
  record Ended(int status, String output) {}
}
