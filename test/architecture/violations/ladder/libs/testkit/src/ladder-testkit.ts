import '../../../apps/api/src/index.js';
