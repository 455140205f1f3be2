// Submits a lead and waits for its first event. Calls are named by their operationIds; method and
// path come from the OpenAPI document that the gateway serves. Node.js 22.18 or later runs it as it
// is. See README.md beside it for the environment variables.

const URL = (process.env.LEADLOOP_URL ?? "").replace(/\/+$/, "");
const KEY = process.env.LEADLOOP_KEY;
const PASSING = [429, 503]; // worth another try, after Retry-After

interface Lead {
  id: string;
  state: string;
}
interface LeadEvents {
  items: { type: string; data: { state: string } }[];
}
type Operations = Map<string, { method: string; path: string }>;

const seconds = (count: number) => new Promise((done) => setTimeout(done, count * 1000));

/** Returns the JSON of the answer; waits and tries again while the gateway asks for it. */
async function send(method: string, path: string, body?: unknown): Promise<any> {
  for (;;) {
    const answer = await fetch(URL + path, {
      method,
      headers: { Authorization: `Bearer ${KEY}`, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    if (answer.ok) {
      return answer.json();
    }
    if (!PASSING.includes(answer.status)) {
      const problem = await answer.json(); // RFC 9457
      throw new Error(`${problem.title}: ${problem.detail}`);
    }
    await answer.body?.cancel();
    await seconds(Number(answer.headers.get("Retry-After") ?? 5));
  }
}

/** Method and path of each operation of a provider, by its operationId. */
async function operations(): Promise<Operations> {
  const { paths } = await send("GET", "/openapi/provider?format=json");
  const known: Operations = new Map();
  for (const [path, item] of Object.entries<any>(paths)) {
    for (const [method, { operationId }] of Object.entries<any>(item)) {
      known.set(operationId, { method: method.toUpperCase(), path });
    }
  }
  return known;
}

async function main(customer: string, reference: string): Promise<void> {
  const known = await operations();
  const call = (id: string, parameters: Record<string, string> = {}, body?: unknown) => {
    const { method, path } = known.get(id)!;
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(parameters[name]));
    return send(method, filled, body);
  };

  const lead = { lastname: "Dupont", email: "jean@example.com" };
  // A repeat returns the same lead.
  const accepted: Lead = await call("submitLead", {}, { customer, reference, lead });
  console.log(accepted.id, accepted.state);

  let events: LeadEvents = { items: [] };
  while (events.items.length === 0) {
    await seconds(1);
    events = await call("listLeadEvents", { id: accepted.id });
  }
  console.log(events.items[0].type, events.items[0].data.state);
}

main(process.argv[2], process.argv[3]).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
