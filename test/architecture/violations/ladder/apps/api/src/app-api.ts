import '../../worker/src/index.js';
