// A certified OAuth2 server (oidc-provider), client credentials only, with one resource that it
// protects and counters, so that a client's handling of tokens can be judged.
//
// Usage: node oauth.mjs [LIFETIME_SECONDS]. Listens on a free port of 127.0.0.1 and prints
// `listening http://127.0.0.1:PORT`.
//
//   POST /token           RFC 6749, section 4.4
//   any  /api/*           201 with a live bearer token, else 401 and WWW-Authenticate
//   GET  /stats           the counters below
//   POST /revoke          every token issued so far is refused from now on
//   POST /delay?ms=N      the next answers of /token come that late
import http from 'node:http';
import Provider from 'oidc-provider';

const lifetime = Number(process.argv[2] ?? 3600);
const stats = { token_requests: 0, tokens_issued: 0, accepted: 0, refused: 0, authentication: {} };
const issued = new Set();
const revoked = new Set();
let delay = 0;

function client(client_id, client_secret, token_endpoint_auth_method) {
  return {
    client_id,
    client_secret,
    token_endpoint_auth_method,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    scope: 'api read',
  };
}

const clients = [
  client('plain-id', 'plain-secret-0123456789', 'client_secret_basic'),
  // Section 2.3.1: both halves are form-encoded before base64; the raw form is refused.
  client('we+ird:id/x', 'p%ss:w&rd=+ q"', 'client_secret_basic'),
];

const server = http.createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients,
    scopes: ['api', 'read'],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    ttl: { ClientCredentials: () => lifetime },
    clientBasedCORS: () => false,
  });
  provider.on('grant.success', (context) => {
    stats.tokens_issued += 1;
    issued.add(context.body.access_token);
  });
  const authorize = provider.callback();
  server.on('request', (request, response) => answer(provider, authorize, request, response));
  console.log(`listening ${issuer}`);
});

async function answer(provider, authorize, request, response) {
  const url = new URL(request.url, 'http://127.0.0.1');
  if (url.pathname === '/stats') return json(response, 200, stats);
  if (url.pathname === '/revoke') {
    for (const token of issued) revoked.add(token);
    return json(response, 200, { revoked: revoked.size });
  }
  if (url.pathname === '/delay') {
    delay = Number(url.searchParams.get('ms'));
    return json(response, 200, {});
  }
  if (url.pathname.startsWith('/api/')) return protectedResource(provider, request, response);
  if (url.pathname === '/token') {
    const method = /^basic /i.test(request.headers.authorization ?? '') ? 'basic' : 'other';
    stats.token_requests += 1;
    stats.authentication[method] = (stats.authentication[method] ?? 0) + 1;
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
  }
  return authorize(request, response);
}

async function protectedResource(provider, request, response) {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer && (await provider.ClientCredentials.find(bearer));
  if (!token || token.isExpired || revoked.has(bearer)) {
    stats.refused += 1;
    const challenge = { 'www-authenticate': 'Bearer error="invalid_token"' };
    return json(response, 401, { error: 'invalid_token' }, challenge);
  }
  stats.accepted += 1;
  return json(response, 201, { data: { id: 1 }, scope: token.scope ?? null });
}

function json(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
