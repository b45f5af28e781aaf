export const times = () => [Date.now(), new Date().getTime(), performance.now()];
