export { ApiModule } from './api.module.js';
export { Open } from './request/auth.js';
export { createHttpApp, type HttpLimits } from './http.js';
