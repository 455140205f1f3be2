<?php
// Receives events by push: verifies each request, answers the challenge, drops repeats and writes
// one line per event. PHP 8 with sodium, as it usually comes:
//
//   LEADLOOP_SECRET=whsec_… php -S 127.0.0.1:9000 receive-push.php
//
// LEADLOOP_SECRET is what the registration returned: whsec_… (v1) or whpk_… (v1a). Put a proxy in
// front of it that speaks TLS.

const TOLERANCE_SECONDS = 300;

/** Here goes what your side does with an event. Throw an exception to get it again later. */
function work(string $type, string $data): void
{
    file_put_contents('php://stdout', "$type $data\n");
}

/**
 * Whether this id was not seen before. A file per id serves the example: in your database, insert
 * the id into a table with a unique key, in the transaction of the work.
 */
function isNew(string $id): bool
{
    return !file_exists(seen($id));
}

function seen(string $id): string
{
    $directory = sys_get_temp_dir() . '/leadloop-push';
    if (!is_dir($directory)) {
        mkdir($directory);
    }
    return $directory . '/' . hash('sha256', $id);
}

/** Verifies the bytes as they came: parse them afterwards. */
function isGenuine(string $body): bool
{
    $id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
    $timestamp = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    if (!ctype_digit($timestamp) || abs(time() - (int) $timestamp) > TOLERANCE_SECONDS) {
        return false;
    }
    // There are two signatures during a rotation.
    foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $signature) {
        if (verifies($signature, "$id.$timestamp.$body")) {
            return true;
        }
    }
    return false;
}

/** Each scheme only with its own key: otherwise a public key would serve as a shared secret. */
function verifies(string $signature, string $signed): bool
{
    [$prefix, $encoded] = explode('_', getenv('LEADLOOP_SECRET'), 2);
    [$scheme, $given] = array_pad(explode(',', $signature, 2), 2, '');
    $key = base64_decode($encoded);
    $given = base64_decode($given, true);
    if ($given === false) {
        return false;
    }
    if ($prefix === 'whsec' && $scheme === 'v1') {
        return hash_equals(hash_hmac('sha256', $signed, $key, true), $given); // in constant time
    }
    return $prefix === 'whpk'
        && $scheme === 'v1a'
        && strlen($given) === SODIUM_CRYPTO_SIGN_BYTES
        && sodium_crypto_sign_verify_detached($given, $signed, $key);
}

$body = file_get_contents('php://input');
$type = $_SERVER['HTTP_CE_TYPE'] ?? '';
if (!isGenuine($body)) {
    http_response_code(401);
} elseif ($type === 'io.leadloop.endpoint.challenge.v1') {
    echo $body; // contains the challenge
} else {
    try {
        $id = $_SERVER['HTTP_WEBHOOK_ID'];
        if (isNew($id)) {
            work($type, $body);
            touch(seen($id)); // after the work
        }
    } catch (Throwable $problem) {
        error_log((string) $problem);
        http_response_code(500);
    }
}
