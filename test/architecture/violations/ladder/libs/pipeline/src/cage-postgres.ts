import type { Pool } from 'pg';
export type Held = Pool;
