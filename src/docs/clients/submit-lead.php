<?php
// Submits a lead and waits for its first event. Calls are named by their operationIds; method and
// path come from the OpenAPI document that the gateway serves. PHP 8 without extensions. See
// README.md for the environment variables.

const PASSING = [429, 503]; // worth another try, after Retry-After

/** Returns the JSON of the answer; waits and tries again while the gateway asks for it. */
function send(string $method, string $path, ?array $body = null): array
{
    $options = [
        'method' => $method,
        'header' => ['Authorization: Bearer ' . getenv('LEADLOOP_KEY'), 'Content-Type: application/json'],
        'ignore_errors' => true, // the body of an error is wanted, too
        'timeout' => 30,
    ];
    if ($body !== null) {
        $options['content'] = json_encode($body);
    }
    while (true) {
        $answer = file_get_contents(
            rtrim(getenv('LEADLOOP_URL'), '/') . $path,
            false,
            stream_context_create(['http' => $options])
        );
        if ($answer === false) {
            throw new RuntimeException('no answer from the gateway');
        }
        $status = (int) explode(' ', $http_response_header[0])[1];
        $json = json_decode($answer, true);
        if ($status < 400) {
            return $json;
        }
        if (!in_array($status, PASSING)) {
            throw new RuntimeException("{$json['title']}: {$json['detail']}"); // RFC 9457
        }
        sleep(retryAfter($http_response_header));
    }
}

function retryAfter(array $headers): int
{
    foreach ($headers as $header) {
        if (preg_match('/^Retry-After: (\d+)/i', $header, $found)) {
            return (int) $found[1];
        }
    }
    return 5;
}

/** Method and path of each operation of a provider, by its operationId. */
function operations(): array
{
    $known = [];
    foreach (send('GET', '/openapi/provider?format=json')['paths'] as $path => $item) {
        foreach ($item as $method => $operation) {
            if (isset($operation['operationId'])) {
                $known[$operation['operationId']] = [strtoupper($method), $path];
            }
        }
    }
    return $known;
}

function call(array $known, string $id, array $parameters = [], ?array $body = null): array
{
    [$method, $path] = $known[$id];
    foreach ($parameters as $name => $value) {
        $path = str_replace("{{$name}}", rawurlencode($value), $path);
    }
    return send($method, $path, $body);
}

try {
    $known = operations();
    $accepted = call($known, 'submitLead', [], [
        'customer' => $argv[1],
        'reference' => $argv[2], // a repeat returns the same lead
        'lead' => ['lastname' => 'Dupont', 'email' => 'jean@example.com'],
    ]);
    echo "{$accepted['id']} {$accepted['state']}\n";

    do {
        sleep(1);
        $events = call($known, 'listLeadEvents', ['id' => $accepted['id']])['items'];
    } while ($events === []);
    echo "{$events[0]['type']} {$events[0]['data']['state']}\n";
} catch (RuntimeException $problem) {
    fwrite(STDERR, $problem->getMessage() . "\n");
    exit(1);
}
