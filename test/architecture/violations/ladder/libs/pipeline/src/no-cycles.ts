import './no-cycles-partner.js';
