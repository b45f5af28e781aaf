import '#lib/testkit';
import './conformance/suite.js';
