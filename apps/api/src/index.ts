export { ApiModule } from './api.module.js';
export { Needs, Open } from './request/auth.js';
export { JsonBody } from './request/pipes.js';
export { createHttpApp, type HttpLimits } from './http.js';
