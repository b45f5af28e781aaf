interface Connection {
  query(statement: string): Promise<unknown>;
}
export const find = (connection: Connection, name: string) =>
  connection.query(`SELECT 1 FROM client WHERE name = '${name}'`);
