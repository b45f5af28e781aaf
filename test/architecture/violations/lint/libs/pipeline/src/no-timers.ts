import { setTimeout as sleep } from 'node:timers/promises';
export const nap = () => sleep(1);
export const doze = (done: () => void) => setTimeout(done, 1);
