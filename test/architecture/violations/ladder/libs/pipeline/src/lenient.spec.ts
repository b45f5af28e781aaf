import 'fast-check';
import 'node:fs';
import '#lib/testkit';
import './index.js';
import 'pg';
