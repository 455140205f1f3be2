// Receives events by push: verifies each request, answers the challenge, drops repeats and prints
// one line per event. Node.js 18 runs it as it is:
//
//   LEADLOOP_SECRET=whsec_… node receive-push.mjs [PORT]
//
// LEADLOOP_SECRET is what the registration returned: whsec_… (v1) or whpk_… (v1a). Put a proxy in
// front of it that speaks TLS.
import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { createServer } from 'node:http';

const MOST_BYTES = 1 << 20;
const TOLERANCE_SECONDS = 300;
const REMEMBERED = 10_000; // ids: more than may come again
const ED25519_X509 = Buffer.from('302a300506032b6570032100', 'hex');

const [prefix, encoded] = process.env.LEADLOOP_SECRET.split('_');
const key = Buffer.from(encoded, 'base64');

/** Here goes what your side does with an event. Throw an error to get it again later. */
async function work(headers, data) {
  console.log(`${headers['ce-type']} ${data}`);
}

/** Verifies the bytes as they came: parse them afterwards. */
function isGenuine(headers, body) {
  const timestamp = headers['webhook-timestamp'] ?? '';
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!/^\d+$/.test(timestamp) || age > TOLERANCE_SECONDS) {
    return false;
  }
  const signed = Buffer.concat([Buffer.from(`${headers['webhook-id']}.${timestamp}.`), body]);
  const signatures = (headers['webhook-signature'] ?? '').split(' '); // two during a rotation
  return signatures.some((signature) => verifies(signature, signed));
}

/** Each scheme only with its own key: otherwise a public key would serve as a shared secret. */
function verifies(signature, signed) {
  const [scheme, base64 = ''] = signature.split(',');
  const given = Buffer.from(base64, 'base64');
  if (prefix === 'whsec' && scheme === 'v1') {
    const expected = createHmac('sha256', key).update(signed).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
  if (prefix === 'whpk' && scheme === 'v1a') {
    const x509 = Buffer.concat([ED25519_X509, key]);
    return verify(null, signed, createPublicKey({ key: x509, format: 'der', type: 'spki' }), given);
  }
  return false;
}

const done = new Set(); // keeps the order in which ids came

async function once(headers, data) {
  const id = headers['webhook-id'];
  if (!done.has(id)) {
    await work(headers, data);
    done.add(id); // after the work
    if (done.size > REMEMBERED) {
      done.delete(done.values().next().value);
    }
  }
}

async function read(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) {
      throw new Error('too long');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function receive(request, response) {
  const { headers } = request;
  const body = await read(request);
  if (!isGenuine(headers, body)) {
    response.writeHead(401).end();
  } else if (headers['ce-type'] === 'io.leadloop.endpoint.challenge.v1') {
    response.end(body); // contains the challenge
  } else {
    await once(headers, body);
    response.end();
  }
}

createServer((request, response) => {
  receive(request, response).catch((problem) => {
    console.error(problem);
    response.writeHead(500).end();
  });
}).listen(Number(process.argv[2] ?? 9000), '127.0.0.1');
