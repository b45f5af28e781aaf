import '../../api/src/index.js';
