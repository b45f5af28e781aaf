import '../../../libs/eventlog/src/inner.js';
