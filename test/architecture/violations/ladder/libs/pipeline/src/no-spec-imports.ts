import './lenient.spec.js';
