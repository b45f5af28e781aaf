import '../../api/src/inner.js';
