// Prism, used as a library: a mock server that checks each request against a description.
//
// Its command line rewrites bracketed query names (`page[number]`) while it prints the routes and
// then never checks them; used this way it does.
//
// Usage: node prism.cjs DESCRIPTION. Listens on a free port of 127.0.0.1 and prints
// `listening http://127.0.0.1:PORT`. Paths are served without the base path of the server.
const http = require('http');
const { getHttpOperationsFromSpec } = require('@stoplight/prism-http');
const { createServer } = require('@stoplight/prism-http-server');
const { createLogger } = require('@stoplight/prism-core');

const description = process.argv[2];

// A synchronous throw in Prism's own parameter readers would end the process. Keep serving and
// answer 599, so that a test can tell a crash from a verdict.
const unanswered = new Set();
const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function (event, request, response) {
  if (event === 'request') {
    unanswered.add(response);
    response.on('close', () => unanswered.delete(response));
  }
  return emit.apply(this, arguments);
};
function crashed(error) {
  for (const response of unanswered) {
    if (!response.headersSent) {
      response.statusCode = 599;
      response.end(`Prism crashed: ${error && error.message}`);
    }
  }
}
process.on('unhandledRejection', crashed);
process.on('uncaughtException', crashed);

async function main() {
  const operations = await getHttpOperationsFromSpec(description);
  if (!operations.length) throw new Error(`no operations in ${description}`);
  // What the command line adds on its way: the default of `explode` for style form.
  for (const operation of operations) {
    for (const parameter of operation.request?.query ?? []) {
      if ((parameter.style ?? 'form') === 'form') parameter.explode ??= true;
    }
  }
  const server = createServer(operations, {
    cors: false,
    config: {
      validateRequest: true,
      validateResponse: true,
      checkSecurity: true,
      errors: false,
      upstreamProxy: undefined,
      isProxy: false,
      mock: { dynamic: false, ignoreExamples: false },
    },
    components: { logger: createLogger('prism', { level: 'silent' }) },
  });
  console.log(`listening ${await server.listen(0, '127.0.0.1')}`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
