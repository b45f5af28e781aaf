/** `node healthcheck.cjs URL`: exit code 0 if the address answers with 2xx within two seconds. */
const { get } = require('node:http');

const unhealthy = () => process.exit(1);

const request = get(process.argv[2] ?? '', (response) => {
  response.resume();
  process.exitCode = response.statusCode >= 200 && response.statusCode < 300 ? 0 : 1;
});
request.setTimeout(2_000, unhealthy);
request.once('error', unhealthy);
