import '../../eventlog/src/inner.js';
