import '../../api/src/index.js';
import '../../worker/src/index.js';
import '#lib/synthetic';
