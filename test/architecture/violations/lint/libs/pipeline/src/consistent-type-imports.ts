import { Pool } from 'pg';
export type Held = Pool;
