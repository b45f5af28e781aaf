export const open = (door: any) => door !== undefined;
